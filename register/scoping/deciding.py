"""Deciding about the rows of a list: with the day and the reason that are filled in beside the action."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest

from register.access import Permission
from register.errors import DomainError
from register.scoping.admin import ScopedAdmin
from register.scoping.wording import say


class DecisionForm(ActionForm):
    """On which day, and why. An action says itself which of the two it needs."""

    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(required=False, max_length=500)


class DecidingAdmin(ScopedAdmin):
    """A list whose rows are decided about by one service call each; what cannot be is named, the rest is done."""

    action_form = DecisionForm
    decide_permission: ClassVar[Permission] = Permission.AUTHORISE_PROVIDERS

    def owner_of(self, row: Any) -> dict[str, int]:
        """Whose permission is needed for the row: `register_id` or `organisation_id`; empty when the call says so."""
        raise NotImplementedError

    def decide(self, request: HttpRequest, rows: QuerySet[Any], call: Callable[[Any], object]) -> None:
        actor = self.actor(request)
        for row in rows:
            owner = self.owner_of(row)
            if owner and not actor.may(self.decide_permission, **owner):
                problem = say("uw rol geeft hier geen recht toe.", "your role does not allow this.")
                self.message_user(request, f"{row}: {problem}", messages.ERROR)
                continue
            try:
                call(row)
            except DomainError as error:
                self.message_user(request, f"{row}: {say(error.nl, error.en)}", messages.ERROR)
            else:
                self.message_user(request, f"{row}: {say('gedaan', 'done')}.", messages.SUCCESS)

    def filled_in(self, request: HttpRequest, *needed: str) -> dict[str, Any] | None:
        """The day and reason beside the action; None, with a message, when one that is needed is missing or wrong."""
        form = self.action_form(request.POST)
        form.fields["action"].required = False
        form.is_valid()
        values: dict[str, Any] = {"day": form.cleaned_data.get("day"), "reason": form.cleaned_data.get("reason") or ""}
        missing = [name for name in needed if not values[name]]
        if missing:
            names = {"day": say("de dag", "the day"), "reason": say("de reden", "the reason")}
            text = say("Vul in: ", "Fill in: ") + ", ".join(names[name] for name in missing)
            self.message_user(request, text, messages.ERROR)
            return None
        return values
