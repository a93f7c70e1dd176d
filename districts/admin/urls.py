"""Addresses of the pages of work, below /admin/ and named `admin:...`.

Each page is one function of `districts/admin/<noun>.py`; PortalAdminSite puts every one of them behind
the log-in. Write one line a page, under the heading of its noun:

    path("rounds/new/", rounds.new, name="round-new"),
"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
