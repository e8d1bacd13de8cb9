"""Persons who turn out to be one, at the desk of the office: what waits for a second person, and what was done."""

from django.contrib import admin

from portfolio.models import PersonMerge
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(PersonMerge)
class PersonMergeAdmin(ScopedAdmin):
    """Filter on PROPOSED for what waits. Proposed, confirmed, refused and taken back through the API."""

    read_permission = Permission.PREPARE_DECISIONS
    list_display = ["merged", "survivor", "register", "state", "undoes", "proposed_at", "decided_at"]
    list_select_related = ["merged", "survivor", "register", "undoes"]
    list_filter = ["state", "register"]
    search_fields = ["merged__family_name", "survivor__family_name", "=uuid"]
    ordering = ["-id"]
