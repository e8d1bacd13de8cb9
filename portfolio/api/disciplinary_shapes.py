"""What orders of a disciplinary body look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.decision_shapes import STATES
from portfolio.api.shapes import REGISTRATION
from portfolio.models import DisciplinaryOrder
from register.scoping.inputs import Day, Input, Line, Named, PastDay, Text

MEASURES = [one.value for one in DisciplinaryOrder.Measure]
ORDER = "e0b7a3c1-4f6d-4c8e-9a2b-5d7f1c3e8a90"


class DisciplinaryOrderIn(Input):
    """What a disciplinary body ruled, with the ruling itself as a PDF. It has effect when another person agrees."""

    example: ClassVar[Mapping[str, Any]] = {
        "file": "(the file)",
        "measure": "SUSPENSION",
        "body": "Regionaal Tuchtcollege Amsterdam",
        "reference": "A2026/4711",
        "ruledOn": "2026-11-20",
        "startsOn": "2026-11-23",
        "endsBefore": "2027-05-23",
        "reasons": "Schorsing voor zes maanden, bij uitspraak van 20 november 2026.",
    }

    file = serializers.FileField(allow_empty_file=True, help_text="The ruling, a PDF.")
    measure = serializers.ChoiceField(choices=MEASURES)
    body = Line(max_length=200, help_text="Who ruled.")
    reference = Line(max_length=100, help_text="The number of the case there.")
    ruledOn = PastDay(source="ruled_on")
    startsOn = Day(source="starts_on", help_text="The first day on which it holds.")
    endsBefore = Day(required=False, source="ends_before", help_text="Of a suspension: the first day without it.")
    against = Named(DisciplinaryOrder, required=False, help_text="The order that is lifted or quashed.")
    reasons = Text(max_length=10_000)


class DisciplinaryOrderQuery(Input):
    """Which orders."""

    registration = serializers.UUIDField(required=False, source="decision__registration__uuid")


class DisciplinaryOrderOut(serializers.Serializer):
    """An order of a disciplinary body. The decision gives it effect; what can be done against that stands there.

    A suspension or strike-off was taken back from its first day when `undone`: quashed on appeal.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": ORDER,
        "registration": REGISTRATION,
        "decision": "7d7de6c9-15cf-4f3b-9b64-0d8c8d8a3a10",
        "decisionState": "DECIDED",
        "measure": "SUSPENSION",
        "body": "Regionaal Tuchtcollege Amsterdam",
        "reference": "A2026/4711",
        "ruledOn": "2026-11-20",
        "startsOn": "2026-11-23",
        "endsBefore": "2027-05-23",
        "against": None,
        "fileName": "uitspraak.pdf",
        "size": 48213,
        "digest": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        "enteredAt": "2026-11-22T09:00:00Z",
        "carriedOut": True,
        "undone": False,
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="decision.registration.uuid")
    decision = serializers.UUIDField(source="decision.uuid")
    decisionState = serializers.ChoiceField(choices=STATES, source="decision.state")
    measure = serializers.ChoiceField(choices=MEASURES)
    body = serializers.CharField()
    reference = serializers.CharField()
    ruledOn = serializers.DateField(source="ruled_on")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    against = serializers.UUIDField(source="against.uuid", allow_null=True, default=None)
    fileName = serializers.CharField(source="file_name")
    size = serializers.IntegerField(help_text="In bytes.")
    digest = serializers.CharField(help_text="The SHA-256 of the document.")
    enteredAt = serializers.DateTimeField(source="entered_at")
    carriedOut = serializers.SerializerMethodField()
    undone = serializers.SerializerMethodField()

    def get_carriedOut(self, order: DisciplinaryOrder) -> bool:
        return order.decision.carried_out_at is not None

    def get_undone(self, order: DisciplinaryOrder) -> bool:
        return order.decision.undone_at is not None
