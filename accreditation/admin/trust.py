"""The admin of trust in providers, and of the checks of what they accredited themselves."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import CheckDraw, CourseCheck, TrustMove
from accreditation.services.trust import confirm_trust, refuse_trust
from register.access import Permission
from register.clock import now, today
from register.scoping import ScopedAdmin
from register.scoping.deciding import DecidingAdmin


@admin.register(TrustMove)
class TrustMoveAdmin(DecidingAdmin):
    """A step up is confirmed by another person than who proposed it."""

    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "register", "level", "state", "effective_on", "moved_by", "reason"]
    list_select_related = ["provider", "register", "moved_by"]
    list_filter = ["state", "register", "level"]
    search_fields = ["provider__code", "provider__name"]
    ordering = ["-id"]
    actions = ["confirm", "refuse"]

    def owner_of(self, row: TrustMove) -> dict[str, int]:
        return {"register_id": row.register_id}

    @admin.action(description="Confirm the step up (by another person than its proposer)")
    def confirm(self, request: HttpRequest, rows: QuerySet[TrustMove]) -> None:
        actor = self.actor(request)
        self.decide(request, rows, lambda row: confirm_trust(move=row, actor=actor, today=today(), now=now()))

    @admin.action(description="Refuse the step up (fill in the reason)")
    def refuse(self, request: HttpRequest, rows: QuerySet[TrustMove]) -> None:
        if values := self.filled_in(request, "reason"):
            actor, reason = self.actor(request), values["reason"]
            self.decide(request, rows, lambda row: refuse_trust(move=row, reason=reason, actor=actor, now=now()))


@admin.register(CheckDraw)
class CheckDrawAdmin(ScopedAdmin):
    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["register", "decided_from", "decided_before", "seed", "drawn_at"]
    list_select_related = ["register"]
    list_filter = ["register"]


@admin.register(CourseCheck)
class CourseCheckAdmin(ScopedAdmin):
    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["accreditation", "draw", "state", "finding", "checked_at"]
    list_select_related = ["accreditation__course", "accreditation__register", "draw__register"]
    list_filter = ["state", "finding", "draw__register"]
    search_fields = ["accreditation__course__code", "accreditation__course__title"]
