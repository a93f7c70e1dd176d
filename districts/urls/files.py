"""The data of a page as a file: the address of the page with an ending."""

from django.urls import URLPattern, path

import districts.urls.converters  # noqa: F401 # year and revision
from districts.views.package import package

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/<year:year>/package.zip", package, name="package"),
    path("<slug:slug>/<year:year>/<revision:revision>/package.zip", package, name="package"),
]
