"""What decisions for a group look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.decision_shapes import FactEffectIn
from portfolio.api.shapes import REGISTRATION
from portfolio.catalogue.group_decisions import GroupSort
from portfolio.models import GroupDecision
from register.models import Register
from register.scoping.inputs import Code, Day, Flag, Input, Line, Named, Properties, Text

STATES = [one.value for one in GroupDecision.State]
SORTS = [one.value for one in GroupSort]
COURSE = "5b1c8a3e-2f64-4f0d-8f0c-0e2a6a4b7c11"
FACT = {"kind": "decision", "code": "extension", "reason": "pandemic", "quantity": "6", "unit": "month"}


class GroupCyclesIn(Input):
    """Open cycles: whose last day lies in a stretch, or that run on a day."""

    example: ClassVar[Mapping[str, Any]] = {"endsFrom": "2026-01-01", "endsBefore": "2026-07-01"}

    endsFrom = Day(required=False)
    endsBefore = Day(required=False)
    runsOn = Day(required=False)


class GroupAttendedIn(Input):
    """Who attended an edition, a course or anything of a provider, that counts in the registers of the act."""

    example: ClassVar[Mapping[str, Any]] = {"course": COURSE, "from": "2025-01-01", "before": "2025-07-01"}

    edition = serializers.UUIDField(required=False)
    course = serializers.UUIDField(required=False)
    provider = serializers.UUIDField(required=False)
    before = Day(required=False, help_text="The first day that is out.")

    def get_fields(self) -> dict[str, serializers.Field]:
        return {**super().get_fields(), "from": Day(required=False)}


class GroupScopeIn(Input):
    """Who is in it: those who meet all of these, of the registrations that hold on the day of the preview."""

    example: ClassVar[Mapping[str, Any]] = {"cycles": GroupCyclesIn.example, "attributes": {"titles": "nurse"}}

    cycles = GroupCyclesIn(required=False)
    attributes = Properties(required=False, help_text="Attributes by name; of a list one of its values.")
    attended = GroupAttendedIn(required=False)
    numbers = serializers.ListField(child=Code(max_length=40), required=False, allow_empty=False, max_length=20_000)


class GroupFactIn(FactEffectIn):
    """A dated fact for everybody in the scope; on the day of effect unless it names its own days."""

    example: ClassVar[Mapping[str, Any]] = FACT

    kind = serializers.ChoiceField(choices=["decision", "leave", "status", "activity"])
    reason = Line(required=False, max_length=60)


class GroupEffectIn(Input):
    """What is done for each."""

    example: ClassVar[Mapping[str, Any]] = {"facts": [FACT]}

    facts = serializers.ListField(child=GroupFactIn(), required=False, max_length=10)
    reversesAttendance = Flag(required=False, help_text="The attendance that the scope names is taken back.")


class GroupDecisionIn(Input):
    """An extraordinary act for a group, for another person to take after a preview."""

    example: ClassVar[Mapping[str, Any]] = {
        "registers": ["venvn"],
        "sort": "EXTENSION",
        "title": "Uitstel wegens de pandemie",
        "scope": GroupScopeIn.example,
        "effect": GroupEffectIn.example,
        "effectiveOn": "2026-12-01",
        "legalBasis": "Artikel 12 van het reglement",
        "reasons": "Van maart tot juli kon geen scholing doorgaan.",
    }

    registers = serializers.ListField(child=Named(Register, by="code"), allow_empty=False, max_length=20)
    sort = serializers.ChoiceField(choices=[one for one in SORTS if one != GroupSort.UNDOING])
    title = Line(max_length=200)
    scope = GroupScopeIn()
    effect = GroupEffectIn()
    effectiveOn = Day(source="effective_on")
    legalBasis = Line(source="legal_basis", max_length=1_000)
    reasons = Text(max_length=10_000)


class GroupUndoingIn(Input):
    """Taking an act back, for another person to decide after a preview."""

    example: ClassVar[Mapping[str, Any]] = {
        "effectiveOn": "2026-12-15",
        "legalBasis": "Artikel 13 van het reglement",
        "reasons": "De grond bestond niet.",
    }

    effectiveOn = Day(source="effective_on")
    legalBasis = Line(source="legal_basis", max_length=1_000)
    reasons = Text(max_length=10_000)


class GroupDecisionQuery(Input):
    """Which acts."""

    state = serializers.ChoiceField(choices=STATES, required=False)


class GroupDecisionOut(serializers.Serializer):
    """An act for a group: for whom, what, why, how far it is, and what it changes in numbers without persons.

    `figures` are those of the preview. `failed` are the people for whom it could not be done.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "3f6e5e0a-51f4-4b67-a7c6-1c0c6c7f7f20",
        "registers": ["venvn"],
        "sort": "EXTENSION",
        "title": "Uitstel wegens de pandemie",
        "scope": GroupScopeIn.example,
        "effect": GroupEffectIn.example,
        "effectiveOn": "2026-12-01",
        "legalBasis": "Artikel 12 van het reglement",
        "reasons": "Van maart tot juli kon geen scholing doorgaan.",
        "undoes": None,
        "state": "PREVIEWED",
        "preparedAt": "2026-11-22T09:00:00Z",
        "previewedAt": "2026-11-22T09:01:00Z",
        "scopeDigest": "sha256:7f3a",
        "figures": {
            "inScope": 1200,
            "better": 1190,
            "worse": 0,
            "same": 8,
            "unjudged": 2,
            "met": {"before": 700, "after": 700},
            "short": {"before": {"total": 480}, "after": {"total": 480}},
        },
        "waiting": 1200,
        "failed": 0,
        "noViewBecause": "",
        "decidedAt": None,
        "carriedOutAt": None,
    }

    uuid = serializers.UUIDField()
    registers = serializers.SerializerMethodField()
    sort = serializers.ChoiceField(choices=SORTS)
    title = serializers.CharField()
    scope = serializers.JSONField()
    effect = serializers.JSONField()
    effectiveOn = serializers.DateField(source="effective_on")
    legalBasis = serializers.CharField(source="legal_basis")
    reasons = serializers.CharField()
    undoes = serializers.UUIDField(source="undoes.uuid", allow_null=True, default=None)
    state = serializers.ChoiceField(choices=STATES)
    preparedAt = serializers.DateTimeField(source="prepared_at")
    previewedAt = serializers.DateTimeField(source="previewed_at", allow_null=True)
    scopeDigest = serializers.CharField(source="scope_digest", help_text="Says who is in it.")
    figures = serializers.JSONField()
    waiting = serializers.IntegerField(help_text="For so many it is still to be done.")
    failed = serializers.IntegerField(help_text="For so many it could not be done; the lines say why.")
    noViewBecause = serializers.CharField(source="no_view_because")
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    carriedOutAt = serializers.DateTimeField(source="carried_out_at", allow_null=True)

    def get_registers(self, decision: GroupDecision) -> list[str]:
        return sorted(register.code for register in decision.registers.all())


class GroupLineQuery(Input):
    """Which lines."""

    decision = serializers.UUIDField(required=False, source="decision__uuid")
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class GroupDecisionLineOut(serializers.Serializer):
    """What an act for a group means for one registration: how it stood, how it would stand, what was done and why.

    `before` and `after` are what the rules made of it on the day of the preview; empty where no cycle runs.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "b5d2c8f0-7a1e-4e0b-9d3a-2c4f6e8a0b12",
        "decision": "3f6e5e0a-51f4-4b67-a7c6-1c0c6c7f7f20",
        "registration": REGISTRATION,
        "number": "0012345",
        "sort": "EXTENSION",
        "title": "Uitstel wegens de pandemie",
        "effect": GroupEffectIn.example,
        "effectiveOn": "2026-12-01",
        "legalBasis": "Artikel 12 van het reglement",
        "reasons": "Van maart tot juli kon geen scholing doorgaan.",
        "before": {"met": False, "outcome": "not-met", "windowUntil": "2026-03-01", "short": {"total": "12"}},
        "after": {"met": False, "outcome": "not-met", "windowUntil": "2026-09-01", "short": {"total": "12"}},
        "entries": ["0a4c1d1e-6a3f-4d0c-9d2c-7f3e5a1b8c66"],
        "carriedOutAt": "2026-12-01T09:00:00Z",
        "undoneAt": None,
        "problem": "",
    }

    uuid = serializers.UUIDField()
    decision = serializers.UUIDField(source="decision.uuid")
    registration = serializers.UUIDField(source="registration.uuid")
    number = serializers.CharField(source="registration.number")
    sort = serializers.ChoiceField(choices=SORTS, source="decision.sort")
    title = serializers.CharField(source="decision.title")
    effect = serializers.JSONField(source="decision.effect")
    effectiveOn = serializers.DateField(source="decision.effective_on")
    legalBasis = serializers.CharField(source="decision.legal_basis")
    reasons = serializers.CharField(source="decision.reasons")
    before = serializers.JSONField()
    after = serializers.JSONField()
    entries = serializers.ListField(child=serializers.UUIDField(), help_text="What it put in the ledger.")
    carriedOutAt = serializers.DateTimeField(source="carried_out_at", allow_null=True)
    undoneAt = serializers.DateTimeField(source="undone_at", allow_null=True)
    problem = serializers.CharField()
