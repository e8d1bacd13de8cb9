"""Registers the app with Django."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Berichten"

    def ready(self) -> None:
        import_module("notifications.api.mail_reports")  # hears what a mail service reports
