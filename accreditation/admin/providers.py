"""The admin of providers: who asks for an account, who they are, and who lets them bring courses."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import (
    InstitutionalAccreditation,
    Provider,
    ProviderAuthorisation,
    ProviderContact,
    ProviderSignUp,
    Recognition,
    Visit,
)
from accreditation.services.provider_authorisations import (
    grant_authorisation,
    refuse_authorisation,
    withdraw_authorisation,
)
from accreditation.services.provider_sign_ups import refuse_sign_up
from register.access import Permission
from register.clock import now, today
from register.scoping import ScopedAdmin
from register.scoping.deciding import DecidingAdmin


class ContactInline(admin.TabularInline):
    model = ProviderContact
    fields = ("purpose", "name", "email", "telephone", "town")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Provider | None = None) -> bool:
        return True  # whoever sees the provider

    def has_add_permission(self, request: HttpRequest, obj: Provider | None = None) -> bool:
        return False


@admin.register(Provider)
class ProviderAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "name", "postcode", "sort"]
    list_filter = ["sort"]
    search_fields = ["code", "name", "postcode"]

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[type[admin.options.InlineModelAdmin]]:
        return [ContactInline] if self.actor(request).may_somewhere(Permission.AUTHORISE_PROVIDERS) else []


@admin.register(ProviderSignUp)
class SignUpAdmin(DecidingAdmin):
    """Refused here with a reason. Accepting needs a code for the provider, and is done through the API."""

    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["name", "postcode", "association", "contact_name", "state", "asked_at"]
    list_select_related = ["association"]
    list_filter = ["state", "association"]
    search_fields = ["name", "postcode", "email"]
    exclude = ["asked_from"]
    actions = ["refuse"]

    def owner_of(self, row: ProviderSignUp) -> dict[str, int]:
        return {"organisation_id": row.association_id}

    @admin.action(description="Refuse (fill in the reason)")
    def refuse(self, request: HttpRequest, rows: QuerySet[ProviderSignUp]) -> None:
        if values := self.filled_in(request, "reason"):
            actor, reason = self.actor(request), values["reason"]
            self.decide(request, rows, lambda row: refuse_sign_up(sign_up=row, reason=reason, actor=actor, now=now()))


@admin.register(ProviderAuthorisation)
class AuthorisationAdmin(DecidingAdmin):
    """What providers ask and hold. Granted from a day, refused with a reason, withdrawn from a day with a reason."""

    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "association", "state", "starts_on", "ends_before", "asked_at"]
    list_select_related = ["provider", "association"]
    list_filter = ["state", "association"]
    search_fields = ["provider__code", "provider__name"]
    ordering = ["-id"]
    actions = ["grant", "refuse", "withdraw"]

    def owner_of(self, row: ProviderAuthorisation) -> dict[str, int]:
        return {"organisation_id": row.association_id}

    @admin.action(description="Grant (fill in the first day)")
    def grant(self, request: HttpRequest, rows: QuerySet[ProviderAuthorisation]) -> None:
        if values := self.filled_in(request, "day"):
            actor = self.actor(request)
            self.decide(
                request,
                rows,
                lambda row: grant_authorisation(
                    authorisation=row,
                    starts_on=values["day"],
                    ends_before=None,
                    reason=values["reason"],
                    actor=actor,
                    now=now(),
                ),
            )

    @admin.action(description="Refuse (fill in the reason)")
    def refuse(self, request: HttpRequest, rows: QuerySet[ProviderAuthorisation]) -> None:
        if values := self.filled_in(request, "reason"):
            actor = self.actor(request)
            self.decide(
                request,
                rows,
                lambda row: refuse_authorisation(authorisation=row, reason=values["reason"], actor=actor, now=now()),
            )

    @admin.action(description="Withdraw (fill in the reason and the first day without)")
    def withdraw(self, request: HttpRequest, rows: QuerySet[ProviderAuthorisation]) -> None:
        if values := self.filled_in(request, "day", "reason"):
            actor = self.actor(request)
            self.decide(
                request,
                rows,
                lambda row: withdraw_authorisation(
                    authorisation=row,
                    ends_before=values["day"],
                    reason=values["reason"],
                    actor=actor,
                    today=today(),
                    now=now(),
                ),
            )


@admin.register(InstitutionalAccreditation)
class InstitutionalAccreditationAdmin(ScopedAdmin):
    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "association", "valid_from", "valid_before", "withdrawn_at"]
    list_select_related = ["provider", "association"]
    list_filter = ["association"]
    search_fields = ["provider__code", "provider__name"]


@admin.register(Visit)
class VisitAdmin(ScopedAdmin):
    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "association", "state", "planned_on", "held_on"]
    list_select_related = ["provider", "association"]
    list_filter = ["state", "association"]
    search_fields = ["provider__code", "provider__name", "subject"]


@admin.register(Recognition)
class RecognitionAdmin(ScopedAdmin):
    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "scheme", "number", "valid_from", "valid_before"]
    list_select_related = ["provider"]
    list_filter = ["scheme"]
    search_fields = ["provider__code", "provider__name", "number"]
