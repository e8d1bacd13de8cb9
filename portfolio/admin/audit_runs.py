"""Audit runs at the desk of the office: what waits for commitment or draw, and what was drawn."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from portfolio.models import AuditRun
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(AuditRun)
class AuditRunAdmin(ScopedAdmin):
    """Filter on PREPARED for what waits to be committed to, on COMMITTED for a draw. Both through the API."""

    read_permission = Permission.PREPARE_AUDITS
    list_display = ["title", "register", "state", "prepared_at", "candidates", "to_draw", "committed_at", "drawn_at"]
    list_select_related = ["register"]
    list_filter = ["state", "register"]
    search_fields = ["title"]
    # The seed is no secret once it cannot matter any more; until then it is none of the admin's.
    exclude = ["seed"]
    ordering = ["-id"]
    show_full_result_count = False

    @admin.display(description="candidates")
    def candidates(self, run: Any) -> int:
        return run.all_candidates or 0

    @admin.display(description="to draw")
    def to_draw(self, run: Any) -> int:
        return run.all_to_draw or 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counts = {"all_candidates": Sum("strata__candidates"), "all_to_draw": Sum("strata__to_draw")}
        rows: QuerySet[Any] = super().get_queryset(request).annotate(**counts)
        return rows
