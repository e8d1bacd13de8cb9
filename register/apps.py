"""Registers the app with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        from register.services.walls import raise_walls

        post_migrate.connect(raise_walls, sender=self, dispatch_uid="walls")
