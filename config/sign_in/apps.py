"""Names the admin site for Django, and what it checks before an installation opens."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class RegisterAdminConfig(AdminConfig):
    """The admin, on the site that admin pages register with."""

    default_site = "config.sign_in.site.RegisterAdminSite"

    def ready(self) -> None:
        import_module("config.sign_in.checks")
        super().ready()
