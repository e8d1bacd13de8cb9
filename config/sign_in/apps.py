"""Names the admin site for Django."""

from django.contrib.admin.apps import AdminConfig


class RegisterAdminConfig(AdminConfig):
    """The admin, on the site that admin pages register with."""

    default_site = "config.sign_in.site.RegisterAdminSite"
