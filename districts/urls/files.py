"""The data of a page as a file: the address of the page with an ending."""

from django.urls import URLPattern

import districts.urls.converters  # noqa: F401 # year and revision

urlpatterns: list[URLPattern] = []
