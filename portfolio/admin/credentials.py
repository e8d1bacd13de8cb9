"""Certificates as the register office sees them, read-only."""

from django.contrib import admin

from portfolio.models import Credential
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(Credential)
class CredentialAdmin(ScopedAdmin):
    """Revoking is done through the API, with a reason. What was signed is its owner's and not shown."""

    read_permission = Permission.CORRECT_LEDGER
    list_display = ["name", "registration", "kind", "issued_at", "revoked_at", "ground"]
    list_select_related = ["registration__register"]
    list_filter = ["kind", "ground"]
    search_fields = ["=registration__number", "=uuid"]
    exclude = ["document", "token"]
    ordering = ["-id"]
