"""The admin of what people prefer: for who is asked why no mail came. One's preferences are one's own to change."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from notifications.catalogue import KINDS
from notifications.catalogue.names import called
from notifications.models import NoticePreference, SwitchedOff
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(NoticePreference)
class NoticePreferenceAdmin(ScopedAdmin):
    """When somebody wants to hear, and what they do not want. Who is not here, hears at once, of everything."""

    read_permission = Permission.READ_NOTICES
    list_display = [
        "person",
        "language",
        "digest",
        "quiet_from",
        "quiet_until",
        "time_zone",
        "holidays_of",
        "not_wanted",
    ]
    list_select_related = ["person"]
    list_filter = ["digest", "holidays_of"]
    search_fields = ["person__family_name", "=person__email", "=person__registrations__number"]
    ordering = ["person"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("person__switched_off")

    @admin.display(ordering="person__language")
    def language(self, row: NoticePreference) -> str:
        return row.person.language

    @admin.display(description="not wanted")
    def not_wanted(self, row: NoticePreference) -> str:
        return ", ".join(sorted(f"{one.kind} ({one.channel})" for one in row.person.switched_off.all()))


@admin.register(SwitchedOff)
class SwitchedOffAdmin(ScopedAdmin):
    """Which kinds somebody does not want by which channel, and since when; they stand in the inbox all the same."""

    read_permission = Permission.READ_NOTICES
    list_display = ["person", "kind", "called", "channel", "switched_at"]
    list_select_related = ["person"]
    list_filter = ["channel", "kind"]
    search_fields = ["person__family_name", "=person__email", "=person__registrations__number", "=kind"]
    ordering = ["-id"]
    show_full_result_count = False

    @admin.display(description="called")
    def called(self, row: SwitchedOff) -> str:
        return called(KINDS[row.kind], "en") if row.kind in KINDS else "no longer told"
