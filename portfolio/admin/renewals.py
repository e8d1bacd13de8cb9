"""Renewals at the desk of the office: what waits, oldest promise first."""

from django.contrib import admin
from django.db.models import F

from portfolio.models import RegistrationRequest, Renewal
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(Renewal)
class RenewalAdmin(ScopedAdmin):
    """Filter on SUBMITTED for what waits for completeness, on COMPLETE for a proposal. Decided through the API."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["registration", "cycle", "state", "submit_by", "submitted_at", "in_time", "decide_by", "for_people"]
    list_select_related = ["cycle__registration__register"]
    list_filter = ["state", "for_people", "in_time", "cycle__registration__register"]
    search_fields = ["cycle__registration__number"]
    ordering = [F("decide_by").asc(nulls_last=True), "-id"]
    show_full_result_count = False


@admin.register(RegistrationRequest)
class RegistrationRequestAdmin(ScopedAdmin):
    """Filter on ASKED for what waits, oldest first. Answered by a decision, through the API."""

    read_permission = Permission.READ_DOSSIERS
    list_display = ["registration", "sort", "ground", "wished_on", "state", "asked_at"]
    list_select_related = ["registration__register"]
    list_filter = ["state", "sort", "registration__register"]
    search_fields = ["registration__number"]
    ordering = ["asked_at", "id"]
    show_full_result_count = False
