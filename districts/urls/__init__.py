"""Addresses of the public pages; what is more special comes first, a unit's own word last."""

from districts.urls import desk, files, pages, plans

urlpatterns = [*plans.urlpatterns, *desk.urlpatterns, *files.urlpatterns, *pages.urlpatterns, *files.of_units]
