"""The site behind the log-in: Django's own admin, with the pages of work in front."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from districts import rights


class PortalAdminSite(admin.AdminSite):
    """Every page of `districts.admin.urls` is behind its log-in: anonymous visitors are sent there."""

    site_header = _("Digital transformation index: entry and appraisal")
    site_title = _("Entry and appraisal")
    index_title = _("What do you want to do?")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages of work before Django's own."""
        from districts.admin.urls import urlpatterns  # its pages ask the site for its context

        return [*(self._behind_log_in(pattern) for pattern in urlpatterns), *super().get_urls()]

    def _behind_log_in(self, pattern: URLPattern) -> URLPattern:
        view = self.admin_view(pattern.callback)
        return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Which of the main pages are for this account; templates/admin/doors.html shows them."""
        return {**super().each_context(request), "doors": rights.doors_of(request.user)}
