"""What goals look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.reflection.own import LONGEST, Own
from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.models import Goal, LedgerEntry
from register.models import Registration
from register.scoping.inputs import Day, Input, Line, Text, Words

ENTRY = "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10"
STATES = [one.value for one in Goal.State]
MOST = 50


class GoalStepIn(Input):
    """One step on the way, in its place in the list."""

    example: Mapping[str, Any] = {"title": "Meelopen met de wondverpleegkundige", "dueOn": "2027-02-01"}

    title = Line(max_length=200)
    dueOn = Day(required=False, allow_null=True, source="due_on")
    doneOn = Day(required=False, allow_null=True, source="done_on")


class GoalChangeIn(Input):
    """What changes of an open goal; `steps` and `entries` as a whole."""

    example: Mapping[str, Any] = {"steps": [{**GoalStepIn.example, "doneOn": "2027-01-20"}]}

    title = Line(required=False, max_length=200)
    purpose = Text(
        required=False,
        allow_blank=True,
        max_length=LONGEST,
        help_text="What it is for, and how you will know that it was reached.",
    )
    dueOn = Day(required=False, allow_null=True, source="due_on")
    registration = OwnRegistration(
        Registration, required=False, allow_null=True, help_text="Of the register whose requirements it is about."
    )
    competences = Words(required=False, help_text="Codes or uuids of competences of a profile.")
    requirements = Words(required=False, help_text="Codes of requirements in your standing.")
    entries = serializers.ListField(
        required=False,
        child=Own(LedgerEntry),
        max_length=MOST,
        help_text="What you did for it: entries of your own in the ledger.",
    )
    steps = serializers.ListField(required=False, child=GoalStepIn(), max_length=MOST)


class GoalIn(GoalChangeIn):
    """Something you want to reach, by when and in which steps. Seen by nobody else."""

    example: Mapping[str, Any] = {
        "title": "Complexe wonden zelfstandig behandelen",
        "purpose": "Cliënten hoeven dan niet te wachten op het ziekenhuis.",
        "dueOn": "2027-06-01",
        "registration": REGISTRATION,
        "competences": ["wound-care"],
        "requirements": [],
        "entries": [ENTRY],
        "steps": [GoalStepIn.example],
    }

    title = Line(max_length=200)


class GoalStepOut(serializers.Serializer):
    """One step."""

    example: ClassVar[dict[str, Any]] = {**GoalStepIn.example, "doneOn": None}

    title = serializers.CharField()
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    doneOn = serializers.DateField(source="done_on", allow_null=True)


class GoalOut(serializers.Serializer):
    """A goal of yours."""

    example: ClassVar[dict[str, Any]] = {
        **GoalIn.example,
        "uuid": "7b0f3a39-5b7f-4f8b-9a53-0b8f3c1f7d10",
        "steps": [GoalStepOut.example],
        "state": "OPEN",
        "setAt": "2026-11-22T09:00:00Z",
        "closedAt": None,
    }

    uuid = serializers.UUIDField()
    title = serializers.CharField()
    purpose = serializers.CharField()
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    registration = serializers.UUIDField(source="registration.uuid", allow_null=True, default=None)
    competences = serializers.ListField(child=serializers.CharField())
    requirements = serializers.ListField(child=serializers.CharField())
    entries = serializers.ListField(child=serializers.UUIDField(), source="entry_uuids")
    steps = GoalStepOut(many=True)
    state = serializers.ChoiceField(choices=STATES)
    setAt = serializers.DateTimeField(source="set_at")
    closedAt = serializers.DateTimeField(source="closed_at", allow_null=True)


class GoalClosingIn(Input):
    """Whether the goal was reached, or dropped."""

    example: Mapping[str, Any] = {"outcome": "reach"}

    outcome = serializers.ChoiceField(choices=["reach", "drop"])


class GoalQuery(Input):
    """Which goals."""

    state = serializers.ChoiceField(required=False, choices=STATES)
