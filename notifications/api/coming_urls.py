"""Addresses of reminders to come."""

from django.urls import URLPattern, path

from notifications.api.coming import RegisterComingReminderCounts, RegisterComingReminderList

urlpatterns: list[URLPattern] = [
    path(
        "registers/<slug:code>/coming-reminders",
        RegisterComingReminderList.as_view(),
        name="register-coming-reminders",
    ),
    path(
        "registers/<slug:code>/coming-reminder-counts",
        RegisterComingReminderCounts.as_view(),
        name="register-coming-reminder-counts",
    ),
]
