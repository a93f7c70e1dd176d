"""The project's own choice of what Django's apps offer."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "districts.admin.site.PortalAdminSite"
