"""For analysts and offices: points lost, margins, scenarios, reconciliation."""

from django.urls import URLPattern, path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.ledger import ledger
from districts.views.ledger_files import ledger_file
from districts.views.margins import margins
from districts.views.reconciliation import reconciliation, reconciliation_file
from districts.views.what_if import what_if, what_if_file

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/<year:year>/margins/", margins, name="margins"),
    path("<slug:slug>/<year:year>/<revision:revision>/margins/", margins, name="margins"),
    path("<slug:slug>/<year:year>/what-if/", what_if, name="what-if"),
    path("<slug:slug>/<year:year>/<revision:revision>/what-if/", what_if, name="what-if"),
    path("<slug:slug>/<year:year>/what-if.<ending:ending>", what_if_file, name="what-if-file"),
    path("<slug:slug>/<year:year>/<revision:revision>/what-if.<ending:ending>", what_if_file, name="what-if-file"),
    path("<slug:slug>/<year:year>/<slug:unit>/points-lost/", ledger, name="ledger"),
    path("<slug:slug>/<year:year>/<revision:revision>/<slug:unit>/points-lost/", ledger, name="ledger"),
    path("<slug:slug>/<year:year>/reconciliation/", reconciliation, name="reconciliation"),
    path("<slug:slug>/<year:year>/<revision:revision>/reconciliation/", reconciliation, name="reconciliation"),
    path("<slug:slug>/<year:year>/reconciliation.<ending:ending>", reconciliation_file, name="reconciliation-file"),
    path(
        "<slug:slug>/<year:year>/<revision:revision>/reconciliation.<ending:ending>",
        reconciliation_file,
        name="reconciliation-file",
    ),
    path("<slug:slug>/<year:year>/<slug:unit>/points-lost.<slug:ending>", ledger_file, name="ledger-file"),
    path(
        "<slug:slug>/<year:year>/<revision:revision>/<slug:unit>/points-lost.<slug:ending>",
        ledger_file,
        name="ledger-file",
    ),
]
