"""What decisions and their documents look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.shapes import REGISTRATION
from portfolio.models import Decision, DecisionDocument
from register.catalogue import MARK_AXES, Mark, Status
from register.catalogue import REGISTRATION as MAIN_AXIS
from register.scoping.inputs import Amount, Code, Day, Flag, Input, Line, Named, Text, Words
from register.scoping.wording import say

RESULTS = [
    "full",
    "shorter",
    "conditional",
    "equated",
    "temporary",
    "annotated",
    "refused",
    "granted",
    "imposed",
    "lifted",
    "verified",
    "corrected",
    "short",
]
QUESTIONS = [one.value for one in Decision.Question if one != Decision.Question.DISCIPLINE]
STATES = [one.value for one in Decision.State]
REASONS = "U hebt 28 van de 40 punten behaald (artikel 4). Er is geen grond voor verlenging."


class StatusEffectIn(Input):
    """What the registration becomes, on its own axis or on that of an endorsement or annotation."""

    example: ClassVar[Mapping[str, Any]] = {"value": "SUSPENDED", "startsOn": "2026-12-01"}

    axis = Line(required=False, max_length=80, help_text="`registration`, `endorsement:CODE` or `annotation:CODE`.")
    value = serializers.ChoiceField(choices=[one.value for one in (*Status, *Mark)])
    startsOn = Day(required=False, help_text="The day of effect, unless it is another.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        axis = values.get("axis", MAIN_AXIS)
        kinds = Status if axis == MAIN_AXIS else Mark if axis.partition(":")[0] in MARK_AXES else ()
        if "value" not in values or values["value"] in [one.value for one in kinds]:
            return {}
        text = say("Dit kan op deze as niet.", "This is not possible on this axis.")
        return {"value": ErrorDetail(text, code="not-on-this-axis")}


class FactEffectIn(Input):
    """A dated fact that the rules read: leave, an extension, a dispensation, a decision of this kind."""

    example: ClassVar[Mapping[str, Any]] = {"kind": "decision", "code": "extension", "on": "2026-12-01"}

    kind = serializers.ChoiceField(choices=["decision", "leave", "status", "appointment"])
    code = Code(required=False, max_length=60)
    category = Line(required=False, max_length=60)
    on = Day(required=False)
    since = Day(required=False)
    until = Day(required=False)
    quantity = Amount(required=False)
    unit = Line(required=False, max_length=20)


class RegistrationDecisionIn(Input):
    """A decision, prepared for another person to take. It rests on the standing of today."""

    example: ClassVar[Mapping[str, Any]] = {
        "question": "STATUS",
        "result": "imposed",
        "adverse": True,
        "effectiveOn": "2026-12-01",
        "reasons": "Opgave van de tuchtrechter van 20 november 2026.",
        "articles": ["9.2"],
        "statuses": [StatusEffectIn.example],
    }

    question = serializers.ChoiceField(choices=QUESTIONS, help_text="An order of discipline is entered as such.")
    result = serializers.ChoiceField(choices=RESULTS)
    adverse = Flag(help_text="It refuses, ends or burdens: the person is heard first.")
    effectiveOn = Day(source="effective_on")
    reasons = Text(max_length=10_000)
    articles = Words(required=False)
    statuses = serializers.ListField(child=StatusEffectIn(), required=False, max_length=10)
    facts = serializers.ListField(child=FactEffectIn(), required=False, max_length=10)
    hardship = Text(required=False, max_length=5_000, help_text="Why the rules would be unreasonable here.")
    replaces = Named(Decision, required=False, help_text="The decision that this one corrects.")


class RegistrationDecisionOut(serializers.Serializer):
    """A decision about a registration: what, why, on which standing, and what can still be done about it."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "7d7de6c9-15cf-4f3b-9b64-0d8c8d8a3a10",
        "registration": REGISTRATION,
        "question": "RENEWAL",
        "matter": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "state": "DECIDED",
        "result": "refused",
        "adverse": True,
        "effectiveOn": "2026-12-01",
        "effect": {"statuses": [{"value": "LAPSED", "startsOn": "2026-12-01"}]},
        "effectWaits": True,
        "reasons": REASONS,
        "articles": ["4"],
        "hardship": "",
        "hardshipAgreed": False,
        "byRule": False,
        "preparedAt": "2026-10-20T09:00:00Z",
        "viewUntil": "2026-11-03",
        "view": "Ik was ziek van mei tot september.",
        "decidedAt": "2026-11-10T09:00:00Z",
        "madeKnownOn": "2026-11-13",
        "objectionUntil": "2026-12-28",
        "carriedOut": False,
        "undone": False,
        "replaces": None,
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="registration.uuid")
    question = serializers.ChoiceField(choices=[one.value for one in Decision.Question])
    matter = serializers.UUIDField(help_text="What it answers: a renewal, an audit, a request.")
    state = serializers.ChoiceField(choices=STATES)
    result = serializers.CharField()
    adverse = serializers.BooleanField()
    effectiveOn = serializers.DateField(source="effective_on")
    effect = serializers.JSONField()
    effectWaits = serializers.BooleanField(
        source="effect_waits", help_text="Its effect waits until nothing can be done against it any more."
    )
    reasons = serializers.CharField()
    articles = serializers.ListField(child=serializers.CharField())
    hardship = serializers.CharField()
    hardshipAgreed = serializers.SerializerMethodField()
    byRule = serializers.BooleanField(source="by_rule")
    preparedAt = serializers.DateTimeField(source="prepared_at")
    viewUntil = serializers.DateField(source="view_until", allow_null=True)
    view = serializers.CharField()
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    madeKnownOn = serializers.DateField(source="made_known_on", allow_null=True)
    objectionUntil = serializers.DateField(source="objection_until", allow_null=True)
    carriedOut = serializers.SerializerMethodField()
    undone = serializers.SerializerMethodField()
    replaces = serializers.UUIDField(source="replaces.uuid", allow_null=True, default=None)

    def get_hardshipAgreed(self, decision: Decision) -> bool:
        return decision.hardship_by_id is not None

    def get_carriedOut(self, decision: Decision) -> bool:
        return decision.carried_out_at is not None

    def get_undone(self, decision: Decision) -> bool:
        return decision.undone_at is not None


class DecisionQuery(Input):
    """Which decisions."""

    state = serializers.ChoiceField(choices=STATES, required=False)
    question = serializers.ChoiceField(choices=[one.value for one in Decision.Question], required=False)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class LetterQuery(Input):
    """Which document of the decision."""

    number = serializers.IntegerField(required=False, min_value=1)


class DropIn(Input):
    """Why a decision is taken off the table."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "De zienswijze geeft aanleiding tot een ander voorstel."}

    reason = Line(max_length=500)


class RepairProposalIn(Input):
    """What follows from a condition that was not met: what the regulation says of a refusal, else lapsing."""

    example: ClassVar[Mapping[str, Any]] = {"reasons": "De ontbrekende uren zijn ook na het jaar niet behaald."}

    reasons = Text(required=False, max_length=10_000)


class ViewIn(Input):
    """What one thinks of what is intended."""

    example: ClassVar[Mapping[str, Any]] = {"view": "Ik was ziek van mei tot september."}

    view = Text(max_length=10_000)


class ResolutionIn(Input):
    """Taking a decision; why the person was not heard first, where that is so."""

    example: ClassVar[Mapping[str, Any]] = {}

    noViewBecause = Line(required=False, source="no_view_because", max_length=500)


class AnnouncementIn(Input):
    """On which day a decision reached the person by another way than the system's own messages."""

    example: ClassVar[Mapping[str, Any]] = {"on": "2026-11-13"}

    on = Day()


class DecisionDocumentOut(serializers.Serializer):
    """A document of a decision, with its place in the chain of its register."""

    example: ClassVar[Mapping[str, Any]] = {
        "number": 214,
        "kind": "DECIDED",
        "digest": "sha256:0b3f",
        "previous": "sha256:9a1c",
        "issuedAt": "2026-11-10T09:00:00Z",
        "body": {"schema": "decision/1", "number": 214},
    }

    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=[one.value for one in DecisionDocument.Kind])
    digest = serializers.CharField()
    previous = serializers.CharField()
    issuedAt = serializers.DateTimeField(source="issued_at")
    body = serializers.JSONField()


class DecisionDocumentsOut(serializers.Serializer):
    """The documents of a decision, in the order in which they were written."""

    example: ClassVar[Mapping[str, Any]] = {"documents": [DecisionDocumentOut.example]}

    documents = DecisionDocumentOut(many=True)


class DecisionStepIn(Input):
    """Nothing needs to be said."""

    example: ClassVar[Mapping[str, Any]] = {}
