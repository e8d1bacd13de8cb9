"""The admin of what people did: the ledger, claims and standings, all read-only here."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from portfolio.models import AttendanceBatch, Claim, LedgerEntry, StaleStanding, Standing
from register.access import Permission
from register.scoping import ScopedAdmin


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
    list_display = ["title", "registration", "category", "quantity", "unit", "state", "submitted_at", "decided_at"]
    list_select_related = ["registration__register"]
    list_filter = ["state", "registration__register"]
    search_fields = ["title", "registration__number"]
    ordering = ["-id"]


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


class OperatorAdmin(ScopedAdmin):
    """For the operator of the installation: how the work goes, without the people it is about."""

    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return admin.ModelAdmin.get_queryset(self, request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser


@admin.register(AttendanceBatch)
class AttendanceBatchAdmin(OperatorAdmin):
    list_display = ["received_at", "provider", "state", "total_lines", "booked_rows", "known_rows", "refused_rows"]
    list_select_related = ["provider"]
    list_filter = ["state"]
    exclude = ["content"]
    ordering = ["-id"]


@admin.register(StaleStanding)
class StaleStandingAdmin(OperatorAdmin):
    """Standings that wait to be made anew; one with an error waits for a corrected fact."""

    list_display = ["registration", "marked_at", "error"]
    list_select_related = ["registration__register"]
    list_filter = [("error", admin.EmptyFieldListFilter)]
