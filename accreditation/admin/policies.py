"""The admin of accreditation policies: proposed here, and adopted here by somebody else."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import AccreditationPolicy
from accreditation.services.policies import adopt_policy, check_policy, propose_policy
from register.access import Permission
from register.clock import now
from register.errors import DomainError
from register.models import Register
from register.scoping.deciding import DecidingAdmin
from register.scoping.wording import say


class ProposalForm(forms.ModelForm):
    """A policy as JSON; every problem is shown with its place."""

    class Meta:
        model = AccreditationPolicy
        fields = ["register", "in_force_from", "document"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"register", "in_force_from", "document"} <= set(data):
            try:
                check_policy(**data)
            except DomainError as error:
                lines = [f"{field.location}: {say(field.nl, field.en)}" for field in error.fields]
                raise ValidationError([say(error.nl, error.en), *lines]) from error
        return data


@admin.register(AccreditationPolicy)
class PolicyAdmin(DecidingAdmin):
    """A draft is never edited: a change is a new draft."""

    read_permission = Permission.READ_REGISTRATIONS
    decide_permission = Permission.ADOPT_REGULATION
    form = ProposalForm
    list_display = ["register", "in_force_from", "proposed_by", "adopted_by", "adopted_at"]
    list_select_related = ["register", "proposed_by", "adopted_by"]
    list_filter = ["register"]
    ordering = ["-in_force_from"]
    actions = ["adopt"]

    def owner_of(self, row: AccreditationPolicy) -> dict[str, int]:
        return {"register_id": row.register_id}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.PROPOSE_REGULATION)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "register" in form.base_fields:
            allowed = self.actor(request).registers_with(Permission.PROPOSE_REGULATION)
            field = cast(forms.ModelChoiceField, form.base_fields["register"])
            field.queryset = Register.objects.filter(pk__in=allowed)
        return form

    def save_model(self, request: HttpRequest, obj: AccreditationPolicy, form: Any, change: bool) -> None:
        draft = propose_policy(
            register=obj.register,
            document=obj.document,
            in_force_from=obj.in_force_from,
            proposed_by=self.actor(request),
            now=now(),
        )
        obj.pk = draft.pk

    @admin.action(description="Adopt the draft (by another person than its proposer)")
    def adopt(self, request: HttpRequest, rows: QuerySet[AccreditationPolicy]) -> None:
        actor = self.actor(request)
        self.decide(
            request,
            rows.select_related("register", "proposed_by"),
            lambda row: adopt_policy(policy=row, adopted_by=actor, now=now()),
        )
