"""The admin of what people did: the ledger, claims, evidence and standings, all read-only here."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest

from portfolio.admin import audit_runs as audit_runs  # each registers its own pages
from portfolio.admin import credentials as credentials
from portfolio.admin import figures as figures
from portfolio.admin import group_decisions as group_decisions
from portfolio.admin import merges as merges
from portfolio.admin import questions as questions
from portfolio.admin import renewals as renewals
from portfolio.models import (
    AttendanceBatch,
    AttendanceChange,
    Claim,
    ConnectionLink,
    Evidence,
    LedgerEntry,
    Record,
    StaleStanding,
    Standing,
)
from portfolio.models.evidence import PLACES
from portfolio.services.attendance.changes import decide_change
from portfolio.services.connections.changes import decide_activation
from register.access import Permission
from register.clock import now
from register.errors import DomainError
from register.scoping import ScopedAdmin
from register.scoping.deciding import DecidingAdmin


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ScopedAdmin):
    """Never changed, here or anywhere: a mistake is reversed through the API, by an entry that says why."""

    read_permission = Permission.READ_DOSSIERS
    list_display = [
        "effective_on",
        "person",
        "kind",
        "category",
        "quantity",
        "unit",
        "edition",
        "validation",
        "reverses",
        "recorded_at",
    ]
    list_select_related = ["person", "edition", "reverses"]
    list_filter = ["kind", "validation"]
    search_fields = ["person__family_name", "=source_key", "edition__code"]
    ordering = ["-id"]
    show_full_result_count = False


@admin.register(Claim)
class ClaimAdmin(ScopedAdmin):
    read_permission = Permission.READ_DOSSIERS
    """The queue of claims: filter on SUBMITTED for what waits, oldest promise first. Decided through the API."""

    list_display = [
        "title",
        "registration",
        "category",
        "quantity",
        "unit",
        "state",
        "submitted_at",
        "due_on",
        "assessor",
        "decided_at",
    ]
    list_select_related = ["registration__register", "assessor"]
    list_filter = ["state", "registration__register", ("assessor", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "registration__number"]
    ordering = [F("due_on").asc(nulls_last=True), "-id"]


@admin.register(Evidence)
class EvidenceAdmin(ScopedAdmin):
    """Files that more than one person sent, for the office to look at. May be fine: a list that a group signed."""

    read_permission = Permission.CORRECT_LEDGER
    past_walls = "Who else sent a file may be on another register; that one is not shown."
    list_display = ["file_name", "registration", "shows", "same_here_count", "elsewhere", "size", "added_at"]
    list_select_related = [f"{name}__registration__register" for name in PLACES]
    list_filter = ["media_type"]
    search_fields = ["=digest", *(f"{name}__registration__number" for name in PLACES)]
    fields = ["file_name", "media_type", "size", "digest", *PLACES, "added_at", "scanned_at"]
    ordering = ["digest", "-id"]

    @admin.display(description="registration")
    def registration(self, evidence: Evidence) -> str:
        return str(evidence.place.registration) if evidence.place else ""

    @admin.display(description="shows")
    def shows(self, evidence: Evidence) -> str:
        return str(evidence.place._meta.verbose_name) if evidence.place else ""

    @admin.display(description="others here")
    def same_here_count(self, evidence: Any) -> int:
        return len(evidence.same_here)

    @admin.display(description="elsewhere")
    def elsewhere(self, evidence: Any) -> int:
        number: int = evidence.elsewhere
        return number

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        registers = self.actor(request).registers_with(Permission.CORRECT_LEDGER)
        return super().get_queryset(request).sent_by_several(registers=registers)  # type: ignore[attr-defined,no-any-return]


@admin.register(Standing)
class StandingAdmin(ScopedAdmin):
    read_permission = Permission.READ_DOSSIERS
    list_display = ["registration_number", "cycle", "met", "outcome", "as_of", "computed_at"]
    list_select_related = ["cycle__registration__register"]
    list_filter = ["met", "outcome", "cycle__registration__register"]
    search_fields = ["cycle__registration__number"]
    show_full_result_count = False

    @admin.display(description="registration", ordering="cycle__registration__number")
    def registration_number(self, standing: Standing) -> str:
        return str(standing.cycle.registration)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Standing]:
        registers = self.actor(request).registers_with(Permission.READ_DOSSIERS)
        return super().get_queryset(request).filter(cycle__registration__register__in=registers)


@admin.register(ConnectionLink)
class ConnectionLinkAdmin(ScopedAdmin):
    """Systems that report to the association. Let them book here; the API also takes a reason."""

    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["connection", "provider", "association", "mode", "changed_at"]
    list_select_related = ["connection__provider", "association"]
    list_filter = ["mode"]
    search_fields = ["connection__name", "=connection__number"]
    ordering = ["-id"]
    actions = ["activate"]

    @admin.display(ordering="connection__provider__name")
    def provider(self, link: ConnectionLink) -> str:
        return link.connection.provider.name

    @admin.action(description="Let it book what it sends")
    def activate(self, request: HttpRequest, rows: QuerySet[ConnectionLink]) -> None:
        actor = self.actor(request)
        for link in rows.select_related("connection", "association"):
            try:
                decide_activation(
                    connection=link.connection,
                    association=link.association,
                    granted=True,
                    reason="",
                    actor=actor,
                    now=now(),
                )
            except DomainError as error:
                self.message_user(request, f"{link.connection}: {error.en}", messages.ERROR)
            else:
                self.message_user(request, f"{link.connection}: active.", messages.SUCCESS)


@admin.register(AttendanceChange)
class AttendanceChangeAdmin(DecidingAdmin):
    """Attendance that providers want to take back after their term. The reason is read by provider and professional."""

    read_permission = Permission.CORRECT_LEDGER
    decide_permission = Permission.CORRECT_LEDGER
    list_display = ["edition", "person", "attended_on", "provider", "state", "requested_at", "reason"]
    list_select_related = ["entry__edition", "entry__person", "batch__provider"]
    list_filter = ["state"]
    search_fields = ["entry__edition__code", "entry__person__family_name", "batch__provider__name"]
    ordering = ["-id"]
    actions = ["accept", "refuse"]

    def owner_of(self, row: AttendanceChange) -> dict[str, int]:
        return {}  # any of the registers that read the entry

    @admin.display(ordering="entry__edition__code")
    def edition(self, change: AttendanceChange) -> str:
        return str(change.entry.edition)

    @admin.display(ordering="entry__person__family_name")
    def person(self, change: AttendanceChange) -> str:
        return str(change.entry.person)

    @admin.display(ordering="entry__effective_on")
    def attended_on(self, change: AttendanceChange) -> date:
        return change.entry.effective_on

    @admin.display(ordering="batch__provider__name")
    def provider(self, change: AttendanceChange) -> str:
        return change.batch.provider.name

    @admin.action(description="Take the attendance back (fill in the reason)")
    def accept(self, request: HttpRequest, rows: QuerySet[AttendanceChange]) -> None:
        self._decide(request, rows, accepted=True)

    @admin.action(description="Leave the attendance (fill in the reason)")
    def refuse(self, request: HttpRequest, rows: QuerySet[AttendanceChange]) -> None:
        self._decide(request, rows, accepted=False)

    def _decide(self, request: HttpRequest, rows: QuerySet[AttendanceChange], *, accepted: bool) -> None:
        if values := self.filled_in(request, "reason"):
            actor, reason = self.actor(request), values["reason"]
            self.decide(
                request,
                rows,
                lambda change: decide_change(
                    change=change, accepted=accepted, reason=reason, decided_by=actor, now=now()
                ),
            )


class OperatorAdmin(ScopedAdmin):
    """For the operator of the installation: how the work goes, without the people it is about."""

    past_walls = "The installation is of no association: it is looked at as a whole."
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.within_reach(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser


@admin.register(AttendanceBatch)
class AttendanceBatchAdmin(OperatorAdmin):
    list_display = [
        "received_at",
        "provider",
        "source",
        "message",
        "test",
        "all_or_nothing",
        "state",
        "attempts",
        "total_lines",
        "booked_rows",
        "known_rows",
        "noted_rows",
        "refused_rows",
        "removed_entries",
        "finished_at",
    ]
    list_select_related = ["provider"]
    list_filter = ["state", "source", "message", "test"]
    search_fields = ["=uuid", "provider__code", "provider__name", "=message_key"]
    exclude = ["content"]
    ordering = ["-id"]


@admin.register(StaleStanding)
class StaleStandingAdmin(OperatorAdmin):
    """Standings that wait to be made anew; one with an error waits for a corrected fact."""

    list_display = ["registration", "marked_at", "error"]
    list_select_related = ["registration__register"]
    list_filter = [("error", admin.EmptyFieldListFilter)]


@admin.register(Record)
class RecordAdmin(ScopedAdmin):
    """Work, declarations and documents entered for a register; corrected by their owner, through the API."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["person", "sort", "title", "organisation", "starts_on", "ends_on", "state"]
    list_select_related = ["person"]
    list_filter = ["sort", "state"]
    search_fields = ["person__family_name", "organisation"]
    exclude = ["remark", "evidence", "warned"]
    ordering = ["-id"]
    show_full_result_count = False
