"""The admin of notices: what went to whom, what waits for a person, and the decision on it."""

from datetime import date

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from notifications.admin import outside as outside  # registers its own pages, as does the next
from notifications.admin import preferences as preferences
from notifications.models import DeadAddress, Notice
from notifications.services.bounces import clear_dead_address
from notifications.services.outcomes import Settlement, settle_undelivered_notice
from register.access import Permission
from register.clock import now
from register.scoping.deciding import DecidingAdmin


@admin.register(Notice)
class NoticeAdmin(DecidingAdmin):
    """Read-only but for notices that did not arrive as far as is known: who knows what became of one says so here."""

    read_permission = Permission.READ_NOTICES
    list_display = [
        "kind",
        "milestone",
        "person",
        "address",
        "registration",
        "deadline_on",
        "state",
        "reason",
        "attempts",
        "sent_at",
    ]
    list_select_related = ["person", "registration__register"]
    list_filter = ["state", "reason", "kind", "registration__register"]
    search_fields = ["registration__number", "=message_id", "person__family_name", "=address"]
    date_hierarchy = "due_on"
    ordering = ["-id"]
    show_full_result_count = False
    actions = ["mark_arrived", "send_again", "mark_told"]
    decide_permission = Permission.MANAGE_REGISTRATIONS

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.MANAGE_REGISTRATIONS)

    def owner_of(self, row: Notice) -> dict[str, int]:
        concerns = row.concerns
        register, organisation = concerns["register_id"], concerns["organisation_id"]
        return {"register_id": register} if register else {"organisation_id": organisation}

    @admin.action(description="It arrived: mark the selected notices as sent", permissions=["settle"])
    def mark_arrived(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        self._settle(request, queryset, Settlement.ARRIVED)

    @admin.action(description="It did not arrive: send the selected notices again", permissions=["settle"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        self._settle(request, queryset, Settlement.SEND_AGAIN)

    @admin.action(description="Its reader was told in another way, on the day given", permissions=["settle"])
    def mark_told(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        if given := self.filled_in(request, "day"):
            self._settle(request, queryset, Settlement.TOLD, told_on=given["day"])

    def _settle(
        self, request: HttpRequest, notices: QuerySet[Notice], settlement: Settlement, told_on: date | None = None
    ) -> None:
        actor = self.actor(request)
        self.decide(
            request,
            notices.select_related("person", "registration__register", "event"),
            lambda notice: settle_undelivered_notice(
                notice=notice, settlement=settlement, told_on=told_on, actor=actor, now=now()
            ),
        )


@admin.register(DeadAddress)
class DeadAddressAdmin(DecidingAdmin):
    """Addresses that nothing is sent to. Who hears that one works after all says so here."""

    read_permission = Permission.READ_NOTICES
    list_display = ["address", "person", "channel", "reason", "detail", "found_at", "cleared_at"]
    list_select_related = ["person"]
    list_filter = ["reason", "channel"]
    search_fields = ["=address", "person__family_name"]
    ordering = ["-id"]
    show_full_result_count = False
    actions = ["clear"]

    def has_clear_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.MANAGE_REGISTRATIONS)

    def owner_of(self, row: DeadAddress) -> dict[str, int]:
        return {}  # who may see it here may clear it

    @admin.action(description="It works after all: use the selected addresses again", permissions=["clear"])
    def clear(self, request: HttpRequest, queryset: QuerySet[DeadAddress]) -> None:
        actor = self.actor(request)
        rows = queryset.select_related("person", "notice__event", "notice__registration__register")
        self.decide(request, rows, lambda dead: clear_dead_address(dead=dead, actor=actor, now=now()))
