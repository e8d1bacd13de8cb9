"""What the joining of two persons looks like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.catalogue.merging import MergeState
from portfolio.services.merging.accounts import MOVED, NONE, SWITCHED_OFF
from register.models import Person
from register.scoping.inputs import Input, Line, Named, Text

MERGE = "5f6f1c9e-53e5-4d8f-9e0b-7a0a3f2d9b11"


class PersonMergeIn(Input):
    """Two persons who turn out to be one."""

    example: ClassVar[Mapping[str, Any]] = {
        "merged": "1b7c3c8c-6b1f-4a1e-8f0a-0c9d3f5a7e21",
        "survivor": "8f2d6c1a-2f5b-4c58-a1de-6d0f4b7c9e32",
        "reason": "Zelfde geboortedatum en adres; mevrouw bevestigde dat zij zich twee keer heeft aangemeld.",
    }

    merged = Named(Person, help_text="Who is not used any more.")
    survivor = Named(Person, help_text="Who goes on, with everything of both.")
    reason = Text(max_length=2_000, help_text="Why they are one, for who decides and for the person.")


class MergeUndoingIn(Input):
    """Why they are two after all."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Het blijkt een tweeling te zijn."}

    reason = Text(max_length=2_000)


class MergeConfirmationIn(Input):
    """Carry it out. Nothing else is asked."""

    example: ClassVar[Mapping[str, Any]] = {}


class MergeRefusalIn(Input):
    """Why not."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "De geboortedata verschillen."}

    reason = Line(max_length=500)


class PersonMergeQuery(Input):
    """Which ones."""

    state = serializers.ChoiceField(required=False, choices=[one.value for one in MergeState])


class MergeFiguresOut(serializers.Serializer):
    """How much moves. `doubles` are attendances that both had and that count once; `stays` are registrations that ended
    and stay where they were, because the other was on the same register at that time."""

    example: ClassVar[Mapping[str, Any]] = {
        "registrations": 1,
        "facts": 14,
        "doubles": 1,
        "stays": 0,
        "shares": 0,
        "account": "SWITCHED_OFF",
        "rows": {"Goal": 2, "Evidence": 3},
    }

    registrations = serializers.IntegerField()
    facts = serializers.IntegerField()
    doubles = serializers.IntegerField()
    stays = serializers.IntegerField()
    shares = serializers.IntegerField(help_text="Grants to others that ended.")
    account = serializers.ChoiceField(choices=[MOVED, SWITCHED_OFF, NONE], help_text="What became of it.")
    rows = serializers.DictField(child=serializers.IntegerField(), help_text="How many rows followed, by their kind.")


class PersonMergeOut(serializers.Serializer):
    """The joining of two persons, or, with `undoes`, its undoing. As PROPOSED its figures say what would move; as DONE,
    what did."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": MERGE,
        "register": "venvn",
        "merged": "1b7c3c8c-6b1f-4a1e-8f0a-0c9d3f5a7e21",
        "survivor": "8f2d6c1a-2f5b-4c58-a1de-6d0f4b7c9e32",
        "undoes": None,
        "state": "PROPOSED",
        "reason": "Zelfde geboortedatum en adres; mevrouw bevestigde dat zij zich twee keer heeft aangemeld.",
        "proposedAt": "2026-11-22T09:00:00Z",
        "decidedAt": None,
        "refusedBecause": "",
        "figures": MergeFiguresOut.example,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    merged = serializers.UUIDField(source="merged.uuid")
    survivor = serializers.UUIDField(source="survivor.uuid")
    undoes = serializers.UUIDField(source="undoes.uuid", allow_null=True, default=None)
    state = serializers.ChoiceField(choices=[one.value for one in MergeState])
    reason = serializers.CharField()
    proposedAt = serializers.DateTimeField(source="proposed_at")
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    refusedBecause = serializers.CharField(source="refused_because")
    figures = MergeFiguresOut()
