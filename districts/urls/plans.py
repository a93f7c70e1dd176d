"""Plans and their targets, agreements and their tasks, and the report of a year."""

from django.urls import path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.report import report

urlpatterns = [
    path("<slug:slug>/<year:year>/report/", report, name="report"),
    path("<slug:slug>/<year:year>/<revision:revision>/report/", report, name="report"),
]
