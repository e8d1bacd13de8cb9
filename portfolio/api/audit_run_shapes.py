"""What audit runs look like on the wire, with an example of each."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework import serializers

from portfolio.api.renewal_shapes import GRANTS
from portfolio.models import AuditRun
from portfolio.models.audit import keepers_of_audits
from portfolio.rules.audit_plan import CYCLES, NEEDS, ROUNDINGS
from register.catalogue import Status
from register.models import Register, Registration
from register.rules.amounts import plain
from register.scoping.inputs import Amount, Code, Day, Flag, Input, Line, Named, Words

RUN_STATES = [one.value for one in AuditRun.State]
STATUSES = [one.value for one in Status]
MOST_TICKETS, MOST_RISKS, MOST_NAMED, MOST_SIZES = 20, 12, 200, 50
PLAN: Mapping[str, Any] = {
    "population": {"cycles": "ENDED", "from": "2026-01-01", "before": "2027-01-01", "statuses": ["REGISTERED"]},
    "strata": "attribute:titles",
    "size": {"percentage": "5", "rounding": "UP", "atLeast": 1},
    "sizes": [{"stratum": "midwife", "number": 10}],
    "exclusions": {"firstCycle": True, "auditedWithinYears": 5, "staff": True},
    "risks": [{"code": "mostly-own-word", "sort": "SELF_DECLARED", "atLeast": 60, "tickets": 2}],
}
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


class HavingIn(Input):
    """An attribute of the registration that has one of these values."""

    name = Line(max_length=60)
    values = Words(min_length=1)


class PopulationIn(Input):
    """From which cycles is drawn: of each registration that goes on the last one that fits. What is left out is
    free."""

    cycles = serializers.ChoiceField(
        choices=CYCLES, help_text="RUNNING on the day of commitment; ENDED or RENEWED in the period."
    )
    before = Day(required=False, help_text="The first day after the period.")
    statuses = serializers.ListField(child=serializers.ChoiceField(choices=STATUSES), required=False, max_length=9)
    attributes = serializers.ListField(child=HavingIn(), required=False, max_length=5)
    outcomes = Words(required=False, help_text="Of the standing on which the cycle was closed, else of today.")
    results = serializers.ListField(child=serializers.ChoiceField(choices=GRANTS), required=False, max_length=7)

    def get_fields(self) -> dict[str, Any]:
        return {"from": Day(required=False, help_text="The first day of the period.")} | super().get_fields()


class Percentage(Amount):
    """A percentage, kept as it was meant: without noughts at the end."""

    def to_internal_value(self, data: Any) -> str:  # type: ignore[override]  # it goes into a document
        return plain(super().to_internal_value(data))


class SizeIn(Input):
    """How many are drawn: a percentage, or a number."""

    percentage = Percentage(required=False, max_digits=6)
    rounding = serializers.ChoiceField(required=False, choices=list(ROUNDINGS), help_text="UP when it is left out.")
    atLeast = serializers.IntegerField(required=False, min_value=1, max_value=10_000)
    number = serializers.IntegerField(required=False, min_value=0, max_value=100_000)


class StratumSizeIn(SizeIn):
    """The size of one stratum, in place of that of all."""

    stratum = Line(max_length=80)


class NamedExclusionIn(Input):
    """A registration that is left out, and why."""

    registration = Named(Registration)
    reason = Line(max_length=200)


class ExclusionsIn(Input):
    """Who is left out. A cycle that was audited before always is."""

    firstCycle = Flag(required=False)
    auditedWithinYears = serializers.IntegerField(required=False, min_value=1, max_value=20)
    staff = Flag(required=False, help_text="Who holds a role at the association.")
    named = serializers.ListField(child=NamedExclusionIn(), required=False, max_length=MOST_NAMED)


class RiskIn(Input):
    """What gives somebody so many tickets besides the one that everybody has."""

    code = Code(max_length=40)
    sort = serializers.ChoiceField(choices=list(NEEDS))
    tickets = serializers.IntegerField(min_value=1, max_value=MOST_TICKETS)
    name = Line(required=False, max_length=60, help_text="With ATTRIBUTE.")
    values = Words(required=False, help_text="With STATUS, OUTCOME, RESULT and ATTRIBUTE: one of these.")
    atLeast = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000,
        help_text="With SELF_DECLARED a percentage of the activities, with REFUSED_CLAIMS and REVERSED how many.",
    )


class AuditPlanIn(Input):
    """The plan of a run; what it means stands in `docs/audits.md`."""

    population = PopulationIn()
    strata = Line(required=False, max_length=70, help_text="`status`, `outcome`, `result` or `attribute:NAME`.")
    size = SizeIn()
    sizes = serializers.ListField(child=StratumSizeIn(), required=False, max_length=MOST_SIZES)
    exclusions = ExclusionsIn(required=False)
    risks = serializers.ListField(child=RiskIn(), required=False, max_length=MOST_RISKS)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        plan = super().to_internal_value(data)
        for one in plan.get("exclusions", {}).get("named", []):
            one["registration"] = one["registration"].uuid
        kept: dict[str, Any] = json.loads(json.dumps(plan, cls=DjangoJSONEncoder))
        return kept


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
