"""What personal duties look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.reflection.own import LONGEST
from portfolio.api.shapes import REGISTRATION
from portfolio.models import Duty
from register.scoping.inputs import Day, Flag, Input, Line, Text
from register.scoping.wording import say

STATES = [one.value for one in Duty.State]


class DutyIn(Input):
    """What somebody has to do by a day, laid on them by the office. The same `sourceKey` again lays nothing anew."""

    example: Mapping[str, Any] = {
        "title": "Volgt een scholing wondzorg en toont het certificaat.",
        "explanation": "Het bezoek liet zien dat de nieuwe richtlijn nog niet wordt gevolgd.",
        "cause": "Visitatie van 3 november 2026",
        "dueOn": "2027-06-01",
        "sourceKey": "visit-2026-118",
    }

    title = Line(max_length=500)
    explanation = Text(required=False, allow_blank=True, max_length=LONGEST)
    cause = Line(required=False, allow_blank=True, max_length=200, help_text="What it follows from.")
    code = Line(
        required=False, allow_blank=True, max_length=60, help_text="Of the decisions that the regulation counts."
    )
    dueOn = Day(source="due_on", help_text="The last day on which it can be done in time; in the future.")
    sourceKey = serializers.RegexField(r"^[A-Za-z0-9._:/-]+$", source="source_key", max_length=50)


class DutyOut(serializers.Serializer):
    """A personal duty. `reason` is of what was decided last; `decidedBy` who settled it, where that has a name."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "e2a9b8c7-6d5f-4e3c-8b1a-0f9e8d7c6b5a",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "registration": REGISTRATION,
        "agreedWith": None,
        "conversation": None,
        "title": "Volgt een scholing wondzorg en toont het certificaat.",
        "explanation": "Het bezoek liet zien dat de nieuwe richtlijn nog niet wordt gevolgd.",
        "cause": "Visitatie van 3 november 2026",
        "code": "",
        "dueOn": "2027-06-01",
        "state": "OPEN",
        "account": "",
        "reportedAt": None,
        "reason": "",
        "decidedBy": "",
        "decidedAt": None,
        "begunAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    person = serializers.UUIDField(source="person.uuid")
    registration = serializers.UUIDField(source="registration.uuid", allow_null=True, default=None)
    agreedWith = serializers.CharField(source="agreed_with.full_name", allow_null=True, default=None)
    conversation = serializers.UUIDField(source="conversation.uuid", allow_null=True, default=None)
    title = serializers.CharField()
    explanation = serializers.CharField()
    cause = serializers.CharField()
    code = serializers.CharField()
    dueOn = serializers.DateField(source="due_on")
    state = serializers.ChoiceField(choices=STATES)
    account = serializers.CharField()
    reportedAt = serializers.DateTimeField(source="reported_at", allow_null=True)
    reason = serializers.CharField()
    decidedBy = serializers.CharField(source="decider", help_text="The office, or the name of the other.")
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    begunAt = serializers.DateTimeField(source="begun_at")


class DutyQuery(Input):
    """Which duties."""

    state = serializers.ChoiceField(required=False, choices=STATES)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class DutyReportIn(Input):
    """How it was fulfilled."""

    example: Mapping[str, Any] = {"account": "Afgerond in mei; het certificaat staat bij mijn bewijsstukken."}

    account = Text(max_length=LONGEST)


class DutyDecisionIn(Input):
    """Whether it was fulfilled; if not, why."""

    example: Mapping[str, Any] = {"accepted": False, "reason": "Het certificaat is van een andere scholing."}

    accepted = Flag()
    reason = Line(required=False, allow_blank=True, default="", max_length=500)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("accepted", True) or values.get("reason"):
            return {}
        return {"reason": ErrorDetail(say("Zeg waarom.", "Say why."), code="required")}


class DutyLiftingIn(Input):
    """Why the person is let off."""

    example: Mapping[str, Any] = {"reason": "De cliënten zijn overgedragen."}

    reason = Line(max_length=500)
