"""Decisions for a group at the desk of the office: what waits for a decision, what is carried out, what got stuck."""

from django.contrib import admin

from portfolio.models import GroupDecision, GroupDecisionLine
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(GroupDecision)
class GroupDecisionAdmin(ScopedAdmin):
    """Filter on PREVIEWED for what waits for a decision. Prepared, decided and taken back through the API."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["title", "association", "sort", "state", "effective_on", "worse", "attempts", "decided_at"]
    list_select_related = ["association"]
    list_filter = ["state", "sort", "registers"]
    search_fields = ["title", "=uuid"]
    ordering = ["-id"]


@admin.register(GroupDecisionLine)
class GroupDecisionLineAdmin(ScopedAdmin):
    """Whom a decision for a group reaches; those with a problem were not reached."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["decision", "registration", "carried_out_at", "undone_at", "problem"]
    list_select_related = ["decision", "registration__register"]
    list_filter = ["decision__state", ("problem", admin.EmptyFieldListFilter)]
    search_fields = ["registration__number", "=decision__uuid"]
    ordering = ["-id"]
    show_full_result_count = False
