"""The admin of who may do what: roles with their giver, reason and end, and the machines of organisations."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from register.access import ASSOCIATION_ROLES, SCOPE_PERMISSIONS, Actor, Permission, Role
from register.clock import now, today
from register.errors import DomainError, Forbidden
from register.models import Machine, Organisation, Register, RoleGrant
from register.scoping.deciding import DecidingAdmin
from register.scoping.wording import say
from register.services.machines import add_machine, end_machine
from register.services.roles import account_of, end_grant, grant_role, term_of


class RoleForm(forms.ModelForm):
    """Whom to give which role. Without an end it is given for its longest term."""

    giver: ClassVar[Actor]
    operator: ClassVar[bool]
    email = forms.EmailField(help_text="The account of whoever gets it.")
    ends_before = forms.DateField(required=False, help_text="The first day without; empty: its longest term.")

    class Meta:
        model = RoleGrant
        fields = ["role", "organisation", "register", "starts_on", "ends_before", "reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        try:
            if "email" in data:
                data["user"] = account_of(data["email"])
            if {"role", "starts_on", "ends_before"} <= data.keys():
                term_of(Role(data["role"]), starts_on=data["starts_on"], ends_before=data["ends_before"])
        except DomainError as error:
            details = [say(field.nl, field.en) for field in error.fields]
            raise ValidationError([say(error.nl, error.en), *details]) from error
        if "user" in data and data["user"].pk == self.giver.user_id:
            raise ValidationError(say("Niemand geeft zichzelf een rol.", "Nobody gives himself a role."))
        if "organisation" in data and not (self.operator or self._within_reach(data)):
            raise ValidationError(say("Uw rol geldt niet voor alle registers.", "Your role is not for all registers."))
        return data

    def _within_reach(self, data: dict[str, Any]) -> bool:
        mine = self.giver.registers_with(Permission.GRANT_ROLES)
        if register := data.get("register"):
            return register.pk in mine and register.association_id == data["organisation"].pk
        registers = Register.objects.filter(association=data["organisation"].pk)
        return mine >= set(registers.values_list("pk", flat=True))


@admin.register(RoleGrant)
class RoleGrantAdmin(DecidingAdmin):
    """Roles are given here and ended here, never changed: a longer term is a new one. The operator sees all of them."""

    read_permission = Permission.GRANT_ROLES
    decide_permission = Permission.GRANT_ROLES
    form = RoleForm
    list_display = ["user", "role", "organisation", "register", "starts_on", "ends_before", "granted_by", "ended_by"]
    list_select_related = ["user", "organisation", "register", "granted_by", "ended_by"]
    list_filter = ["role", "organisation"]
    search_fields = ["user__email", "reason"]
    ordering = ["-id"]
    actions = ["end"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleGrant]:
        rows = RoleGrant.objects.of_people()
        return rows if request.user.is_superuser else rows.visible_to(self.actor(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or self.actor(request).may_somewhere(Permission.GRANT_ROLES)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["email", "role", "organisation", "register", "starts_on", "ends_before", "reason"]
        given = ["user", "role", "organisation", "register", "starts_on", "ends_before", "reason", "granted_by"]
        return [*given, "warned_at", "ended_at", "ended_by", "end_reason"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form = cast(type[RoleForm], super().get_form(request, obj, change, **kwargs))
        form.giver, form.operator = self.actor(request), request.user.is_superuser
        if not form.operator:
            actor = form.giver
            role = cast(forms.ChoiceField, form.base_fields["role"])
            role.choices = [(one.value, one.value) for one in ASSOCIATION_ROLES]
            organisation = cast(forms.ModelChoiceField, form.base_fields["organisation"])
            organisation.queryset = Organisation.objects.filter(pk__in=actor.organisations_with(Permission.GRANT_ROLES))
            register = cast(forms.ModelChoiceField, form.base_fields["register"])
            register.queryset = Register.objects.filter(pk__in=actor.registers_with(Permission.GRANT_ROLES))
        form.base_fields["starts_on"].initial = today
        return form

    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: bool) -> None:
        given = form.cleaned_data
        grant = grant_role(
            user=given["user"],
            role=Role(given["role"]),
            organisation=given["organisation"],
            register=given["register"],
            starts_on=given["starts_on"],
            ends_before=given["ends_before"],
            reason=given["reason"],
            granted_by=self.actor(request),
            now=now(),
        )
        obj.pk, obj.user = grant.pk, grant.user

    def owner_of(self, row: RoleGrant) -> dict[str, int]:
        return {}  # the operator ends any role; others are asked below

    @admin.action(description="End the role, for the reason filled in")
    def end(self, request: HttpRequest, rows: QuerySet[RoleGrant]) -> None:
        given = self.filled_in(request, "reason")
        if given is None:
            return
        actor = self.actor(request)

        def end_one(grant: RoleGrant) -> None:
            owner = (
                {"register_id": grant.register_id} if grant.register_id else {"organisation_id": grant.organisation_id}
            )
            if not (request.user.is_superuser or actor.may(Permission.GRANT_ROLES, **owner)):
                raise Forbidden(nl="U geeft hier geen rollen.", en="You do not give roles here.")
            end_grant(grant=grant, reason=given["reason"], actor=actor, today=today(), now=now())

        self.decide(request, rows, end_one)


class MachineForm(forms.ModelForm):
    """A system and what it may ask for: no more than whoever makes it may do."""

    scopes = forms.MultipleChoiceField(
        choices=[(scope, scope) for scope in SCOPE_PERMISSIONS], required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Machine
        fields = ["organisation", "name"]


@admin.register(Machine)
class MachineAdmin(DecidingAdmin):
    """Systems that act for an organisation: made here with a secret that is shown once, and ended with a reason."""

    read_permission = Permission.MANAGE_MACHINES
    decide_permission = Permission.MANAGE_MACHINES
    form = MachineForm
    list_display = ["name", "organisation", "client", "added_at", "last_used_on", "ended_at"]
    list_select_related = ["organisation", "client"]
    search_fields = ["name", "client__id"]
    ordering = ["-id"]
    actions = ["end"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.MANAGE_MACHINES)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["organisation", "name", "scopes"]
        return ["organisation", "name", "client", "added_by", "added_at", "last_used_on", "ended_at", "end_reason"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, change, **kwargs)
        mine = self.actor(request).organisations_with(Permission.MANAGE_MACHINES)
        cast(forms.ModelChoiceField, form.base_fields["organisation"]).queryset = Organisation.objects.filter(
            pk__in=mine
        )
        return form

    def save_model(self, request: HttpRequest, obj: Machine, form: Any, change: bool) -> None:
        given = form.cleaned_data
        made = add_machine(**given, actor=self.actor(request), today=today(), now=now())
        obj.pk = made.machine.pk
        text = say(
            f"Bewaar dit nu, het wordt niet meer getoond: id {made.client_id}, geheim {made.client_secret}",
            f"Keep this now, it is not shown again: id {made.client_id}, secret {made.client_secret}",
        )
        self.message_user(request, text, messages.WARNING)

    def owner_of(self, row: Machine) -> dict[str, int]:
        return {"organisation_id": row.organisation_id}

    @admin.action(description="End the machine, for the reason filled in")
    def end(self, request: HttpRequest, rows: QuerySet[Machine]) -> None:
        given = self.filled_in(request, "reason")
        if given is not None:
            actor = self.actor(request)
            self.decide(
                request,
                rows,
                lambda machine: end_machine(
                    machine=machine, reason=given["reason"], actor=actor, today=today(), now=now()
                ),
            )
