"""The project's own choice of what Django's apps offer."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "districts.admin.site.PortalAdminSite"

    def ready(self) -> None:
        """Register what is stored only now: the package is imported to make the site that it registers with."""
        super().ready()
        import_module("districts.admin.stored")
