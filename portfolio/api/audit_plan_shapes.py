"""What the plan of an audit run looks like on the wire; what it means stands in `docs/audits.md`."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework import serializers

from portfolio.api.renewal_shapes import GRANTS
from portfolio.rules.audit_plan import CYCLES, NEEDS, ROUNDINGS
from register.catalogue import Status
from register.models import Registration
from register.rules.amounts import plain
from register.scoping.inputs import Amount, Code, Day, Flag, Input, Line, Named, Words

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
