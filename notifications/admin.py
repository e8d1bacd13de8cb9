"""The admin of notices: what went to whom, what waits for a person, and the decision on it."""

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from notifications.models import Notice
from notifications.services.outcomes import settle_unknown_notice
from register.access import Permission
from register.clock import now
from register.errors import DomainError
from register.scoping import ScopedAdmin


@admin.register(Notice)
class NoticeAdmin(ScopedAdmin):
    """Read-only but for notices in state UNKNOWN: whoever knows whether it arrived says so here."""

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
    actions = ["mark_arrived", "send_again"]

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.MANAGE_REGISTRATIONS)

    @admin.action(description="It arrived: mark the selected unknown notices as sent", permissions=["settle"])
    def mark_arrived(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        self._settle(request, queryset, arrived=True)

    @admin.action(description="It did not arrive: send the selected unknown notices again", permissions=["settle"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        self._settle(request, queryset, arrived=False)

    def _settle(self, request: HttpRequest, notices: QuerySet[Notice], *, arrived: bool) -> None:
        actor = self.actor(request)
        registers = actor.registers_with(Permission.MANAGE_REGISTRATIONS)
        organisations = actor.organisations_with(Permission.MANAGE_REGISTRATIONS)
        allowed = notices.filter(
            Q(registration__register__in=registers)
            | Q(event__register__in=registers)
            | Q(event__register=None, event__organisation__in=organisations)
        )
        for notice in allowed:
            try:
                settle_unknown_notice(notice=notice, arrived=arrived, actor=actor, now=now())
            except DomainError as error:
                self.message_user(request, f"{notice}: {error.en}", messages.WARNING)
