"""For analysts and offices: points lost, margins, scenarios, reconciliation."""

from django.urls import URLPattern

import districts.urls.converters  # noqa: F401 # year and revision

urlpatterns: list[URLPattern] = []
