"""Plans and their targets, agreements and their tasks, and the report of a year."""

from django.urls import URLPattern

import districts.urls.converters  # noqa: F401 # year and revision

urlpatterns: list[URLPattern] = []
