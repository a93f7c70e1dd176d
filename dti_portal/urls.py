"""Addresses: Vietnamese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from dti_portal.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("districts.api.addresses")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("districts.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "districts.views.errors.bad_request"
handler403 = "districts.views.errors.forbidden"
handler404 = "districts.views.errors.not_found"
