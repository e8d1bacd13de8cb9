"""What waits for an answer: proposals for assessors, and what is said to be booked wrongly for the office."""

from django.contrib import admin
from django.db.models import F

from portfolio.models import ClaimProposal, WrongAttendance
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(ClaimProposal)
class ClaimProposalAdmin(ScopedAdmin):
    """Filter on ASKED for what waits, oldest promise first. Answered through the API."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["title", "registration", "category", "quantity", "unit", "state", "planned_on", "due_on", "binding"]
    list_select_related = ["registration__register"]
    list_filter = ["state", "registration__register", "binding"]
    search_fields = ["title", "registration__number"]
    ordering = [F("due_on").asc(nulls_last=True), "-id"]


@admin.register(WrongAttendance)
class WrongAttendanceAdmin(ScopedAdmin):
    """Filter on ESCALATED for what the office decides, longest asked on top. Decided through the API."""

    read_permission = Permission.CORRECT_LEDGER
    list_display = ["registration", "wrong", "entry", "provider", "state", "asked_at", "answer_by"]
    list_select_related = ["registration__register", "entry", "provider"]
    list_filter = ["state", "wrong", "registration__register"]
    search_fields = ["registration__number"]
    ordering = ["asked_at", "id"]
