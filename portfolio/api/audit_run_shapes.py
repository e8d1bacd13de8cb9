"""What audit runs look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.audit_plan_shapes import PLAN, AuditPlanIn
from portfolio.models import AuditRun
from portfolio.models.audit import keepers_of_audits
from register.models import Register
from register.scoping.inputs import Input, Line, Named

RUN_STATES = [one.value for one in AuditRun.State]
RUN: Mapping[str, Any] = {
    "uuid": "3c9a7b1e-62f4-4a55-8f07-0b6b3d1c5e21",
    "register": "venvn",
    "title": "Steekproef 2026",
    "state": "DRAWN",
    "plan": PLAN,
    "preparedAt": "2027-01-04T09:00:00Z",
    "asOf": "2027-01-11",
    "candidates": 4210,
    "toDraw": 212,
    "seedDigest": "sha256:5e0f4e7c1d7c0f4d5b7a1f0c7e7d3f8a9b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e",
    "populationDigest": "sha256:9b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e5e0f4e7c1d7c0f4d5b7a1f0c7e7d3f8a",
    "committedAt": "2027-01-11T10:00:00Z",
    "seed": "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
    "drawnAt": "2027-01-12T10:00:00Z",
    "cancelledAt": None,
    "cancelledBecause": "",
    "problem": "",
}


class AuditRunIn(Input):
    """A run, prepared for another person to commit to."""

    example: ClassVar[Mapping[str, Any]] = {"register": "venvn", "title": "Steekproef 2026", "plan": PLAN}

    register = Named(Register, by="code")
    title = Line(max_length=200)
    plan = AuditPlanIn()


class AuditRunOut(serializers.Serializer):
    """An audit run. From the commitment on it is public; the seed is given once it cannot matter any more.

    Registrations that the plan leaves out by name are shown to those who prepare runs or commit to them; to others
    how many they are.
    """

    example: ClassVar[Mapping[str, Any]] = RUN

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=RUN_STATES)
    plan = serializers.SerializerMethodField()
    preparedAt = serializers.DateTimeField(source="prepared_at")
    asOf = serializers.DateField(
        source="as_of", allow_null=True, help_text="The day on which the population was looked at."
    )
    candidates = serializers.SerializerMethodField()
    toDraw = serializers.SerializerMethodField()
    seedDigest = serializers.CharField(source="seed_digest", help_text="Of the seed as it is written, in hexadecimal.")
    populationDigest = serializers.CharField(source="population_digest", help_text="Of the population document.")
    committedAt = serializers.DateTimeField(source="committed_at", allow_null=True)
    seed = serializers.CharField(source="revealed_seed")
    drawnAt = serializers.DateTimeField(source="drawn_at", allow_null=True)
    cancelledAt = serializers.DateTimeField(source="cancelled_at", allow_null=True)
    cancelledBecause = serializers.CharField(source="cancelled_because")
    problem = serializers.CharField(
        help_text="Why the commitment or draw that was asked last did not come about: the code of an error, or nothing."
    )

    def get_plan(self, run: AuditRun) -> dict[str, Any]:
        plan: dict[str, Any] = run.plan
        exclusions = plan.get("exclusions", {})
        if "named" not in exclusions or run.register_id in keepers_of_audits(self.context["actor"]):
            return plan
        return plan | {"exclusions": exclusions | {"named": len(exclusions["named"])}}

    def get_candidates(self, run: AuditRun) -> int:
        return sum(one.candidates for one in run.strata.all())

    def get_toDraw(self, run: AuditRun) -> int:
        return sum(one.to_draw for one in run.strata.all())


class AuditRunQuery(Input):
    """Which runs."""

    register = Line(required=False, source="register__code", max_length=60)
    state = serializers.ChoiceField(required=False, choices=RUN_STATES)


class AuditStratumOut(serializers.Serializer):
    """A part of the population: how many it has, and how many are drawn from it."""

    stratum = serializers.CharField()
    candidates = serializers.IntegerField()
    toDraw = serializers.IntegerField(source="to_draw")


class PopulationPreviewOut(serializers.Serializer):
    """What would be committed to today. Of those left out the first ground is counted."""

    example: ClassVar[Mapping[str, Any]] = {
        "asOf": "2027-01-11",
        "candidates": 4210,
        "toDraw": 212,
        "strata": [{"stratum": "nurse", "candidates": 4030, "toDraw": 202}],
        "excluded": {"FIRST_CYCLE": 311, "AUDITED_RECENTLY": 240},
        "risks": {"mostly-own-word": 530},
    }

    asOf = serializers.DateField(source="as_of")
    candidates = serializers.IntegerField()
    toDraw = serializers.IntegerField(source="to_draw")
    strata = AuditStratumOut(source="shares", many=True)
    excluded = serializers.DictField(child=serializers.IntegerField())
    risks = serializers.DictField(child=serializers.IntegerField(), help_text="How many each rule gives tickets.")


class AuditCandidateOut(serializers.Serializer):
    """A line of the frozen population."""

    example: ClassVar[Mapping[str, Any]] = {
        "cycle": "0f3f6a9c-2c4a-4a43-9e57-9e8f1c0a2d11",
        "stratum": "nurse",
        "tickets": 3,
        "risks": ["mostly-own-word"],
    }

    cycle = serializers.UUIDField(source="key")
    stratum = serializers.CharField()
    tickets = serializers.IntegerField()
    risks = serializers.ListField(child=serializers.CharField())


class AuditDrawOut(serializers.Serializer):
    """Who was drawn, at which place and by which ticket."""

    example: ClassVar[Mapping[str, Any]] = {
        "position": 1,
        "audit": "9a1c7f2e-7d0b-4c39-8a55-1f6d2b3c4e5f",
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "number": "0012345",
        "cycle": "0f3f6a9c-2c4a-4a43-9e57-9e8f1c0a2d11",
        "stratum": "nurse",
        "tickets": 3,
        "ticket": "00021c7e5d3f8a9b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e5e0f4e7c1d7c0f4d5b",
    }

    position = serializers.IntegerField()
    audit = serializers.UUIDField(source="uuid")
    registration = serializers.UUIDField(source="registration.uuid")
    number = serializers.CharField(source="registration.number")
    cycle = serializers.UUIDField(source="key")
    stratum = serializers.CharField()
    tickets = serializers.IntegerField()
    ticket = serializers.CharField()


class AuditRunCancellationIn(Input):
    """Why a run is called off."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "De periode klopt niet."}

    reason = Line(max_length=500)


class AuditRunFiguresOut(serializers.Serializer):
    """How a run went, without persons: no number is of fewer than ten people, nor found by subtracting (null)."""

    example: ClassVar[Mapping[str, Any]] = {
        "candidates": 4210,
        "drawn": 212,
        "replied": 190,
        "results": {"OPEN": 40, "met": 150, "not-met": None},
        "strata": {"nurse": 202, "midwife": None},
    }

    candidates = serializers.IntegerField(allow_null=True)
    drawn = serializers.IntegerField(allow_null=True)
    replied = serializers.IntegerField(allow_null=True, help_text="Who handed something in.")
    results = serializers.DictField(
        child=serializers.IntegerField(allow_null=True),
        help_text="By the decision that stands; OPEN without one, CANCELLED when the audit was called off.",
    )
    strata = serializers.DictField(child=serializers.IntegerField(allow_null=True), help_text="Drawn from each.")
