"""The population of an audit run, set-based: who is in it, who is left out and why, and how many tickets each has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.expressions import Combinable, Func
from django.db.models.functions import Coalesce, NullIf

from portfolio.catalogue.audit_cases import AuditState
from portfolio.catalogue.decisions import STANDS
from portfolio.models import Audit, Claim, CycleClosing, Decision, LedgerEntry, Renewal, Standing
from portfolio.rules.audit_plan import ATTRIBUTE, EVERYBODY, Plan, Risk
from portfolio.rules.retention import years_before
from register.catalogue import GOES_ON
from register.models import Cycle, Register, RegistrationAttribute, RoleGrant
from register.models.registration import status_at
from register.reach import WHOLE, past_the_wall

AUDITED, FIRST_CYCLE, RECENT, STAFF, NAMED = "AUDITED", "FIRST_CYCLE", "AUDITED_RECENTLY", "STAFF", "NAMED"
"""Why a cycle that is in the population takes no part, in the order in which it is asked; the first is counted."""


class _Told(Func):
    """An attribute as the name of a stratum: its values in order, joined by a plus; at most eighty characters."""

    template = (
        "(SELECT left(regexp_replace(CASE jsonb_typeof(v) WHEN 'array' THEN (SELECT string_agg(x, '+' ORDER BY x) FROM"
        " jsonb_array_elements_text(v) x) ELSE v #>> '{}' END, '[[:cntrl:]]', ' ', 'g'), 80)"
        " FROM (SELECT %(expressions)s AS v) one)"
    )
    output_field = TextField()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many candidates each stratum has, how many are left out by which ground, how many each risk touches."""

    strata: dict[str, int] = field(default_factory=dict)
    excluded: dict[str, int] = field(default_factory=dict)
    risks: dict[str, int] = field(default_factory=dict)


@past_the_wall(WHOLE)
def count_population(register: Register, plan: Plan, *, on: date) -> Counted:
    """What the population of a plan would be on a day."""
    sql, params = _population(register, plan, on)
    return _counted(plan, f"WITH c ({_columns(plan)}) AS ({sql}) {_count(plan)}", params)


@past_the_wall(WHOLE)
def freeze_population(run_id: int, register: Register, plan: Plan, *, on: date) -> Counted:
    """Write the candidates of a run, in one statement with their count."""
    sql, params = _population(register, plan, on)
    extra = " + ".join(["1", *(f"CASE WHEN r{n} THEN %s ELSE 0 END" for n in range(len(plan.risks)))])
    names = ", ".join(f"CASE WHEN r{n} THEN %s END" for n in range(len(plan.risks)))
    weights = [*(risk.tickets for risk in plan.risks), *(risk.code for risk in plan.risks)]
    return _counted(
        plan,
        f"WITH c ({_columns(plan)}) AS MATERIALIZED ({sql}), kept AS ("
        "INSERT INTO portfolio_auditcandidate (run_id, cycle_id, key, stratum, tickets, risks) "
        f"SELECT %s, id, key, stratum, {extra}, array_remove(ARRAY[{names}]::varchar[], NULL) "
        f"FROM c WHERE excluded = '') {_count(plan)}",
        [*params, run_id, *weights],
    )


def _columns(plan: Plan) -> str:
    return ", ".join(["id", "key", "excluded", "stratum", *(f"r{n}" for n in range(len(plan.risks)))])


def _count(plan: Plan) -> str:
    touched = "".join(f", count(*) FILTER (WHERE r{n})" for n in range(len(plan.risks)))
    return f"SELECT excluded, stratum, count(*){touched} FROM c GROUP BY excluded, stratum ORDER BY excluded, stratum"


def _counted(plan: Plan, sql: str, params: Sequence[Any]) -> Counted:
    found = Counted(risks={risk.code: 0 for risk in plan.risks})
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for excluded, stratum, count, *touched in cursor.fetchall():
            if excluded:
                found.excluded[excluded] = found.excluded.get(excluded, 0) + count
                continue
            found.strata[stratum] = count
            for risk, number in zip(plan.risks, touched, strict=True):
                found.risks[risk.code] += number
    return found


def _population(register: Register, plan: Plan, on: date) -> tuple[str, tuple[Any, ...]]:
    flags = {f"r{n}": _risk(risk, on) for n, risk in enumerate(plan.risks)}
    rows = _cycles(register, plan, on).annotate(
        excluded=_excluded(register, plan, on), part=_stratum(plan, on), **flags
    )
    sql, params = rows.order_by().values_list("pk", "uuid", "excluded", "part", *flags).query.sql_with_params()
    return sql, tuple(params)


def _cycles(register: Register, plan: Plan, on: date) -> QuerySet[Cycle]:
    """The last cycle of each registration that the rule names, of registrations that go on."""
    wanted = plan.population
    rows = _named_by(wanted.cycles, wanted.first, wanted.before, on).filter(registration__register=register)
    later = _named_by(wanted.cycles, wanted.first, wanted.before, on)
    rows = rows.filter(
        ~Exists(later.filter(registration=OuterRef("registration"), starts_on__gt=OuterRef("starts_on")))
    )
    rows = rows.filter(Q(registration__ended_before=None) | Q(registration__ended_before__gt=on))
    rows = rows.annotate(status=status_at(OuterRef("registration"), on), outcome=_outcome(), result=_result())
    rows = rows.filter(status__in=wanted.statuses or sorted(GOES_ON))
    for having in wanted.attributes:
        rows = rows.filter(_has(having.name, having.values, on))
    for name, values in (("outcome", wanted.outcomes), ("result", wanted.results)):
        if values:
            rows = rows.filter(**{f"{name}__in": values})
    return rows


def _named_by(cycles: str, first: date | None, before: date | None, on: date) -> QuerySet[Cycle]:
    if cycles == "RUNNING":
        return Cycle.objects.filter(starts_on__lte=on, ends_before__gt=on)
    if cycles == "ENDED":
        return Cycle.objects.filter(ends_before__gt=first, ends_before__lte=before)
    assert first is not None
    assert before is not None
    decided = _renewals().filter(decided_at__gte=_begin(first), decided_at__lt=_begin(before))
    return Cycle.objects.filter(Exists(decided.filter(cycle=OuterRef("pk"))))


def _renewals() -> QuerySet[Decision]:
    return Decision.objects.filter(question=Decision.Question.RENEWAL, state__in=sorted(STANDS))


def _outcome() -> Coalesce:
    """Of the cycle as it was closed, else as it stands now."""
    closed = CycleClosing.objects.filter(cycle=OuterRef("pk")).values("outcome")
    standing = Standing.objects.filter(cycle=OuterRef("pk")).values("outcome")
    return Coalesce(Subquery(closed), Subquery(standing), Value(""))


def _result() -> Coalesce:
    decided = _renewals().filter(cycle=OuterRef("pk")).order_by("-decided_at").values("result")
    return Coalesce(Subquery(decided[:1]), Value(""))


def _held(name: str, on: date) -> QuerySet[RegistrationAttribute]:
    rows = RegistrationAttribute.objects.filter(registration=OuterRef("registration"), name=name, starts_on__lte=on)
    return rows.filter(Q(ends_before=None) | Q(ends_before__gt=on))


def _has(name: str, values: Sequence[str], on: date) -> Exists:
    """An attribute that is one of the values, or a list with one of them: in JSON a list contains both alike."""
    return Exists(_held(name, on).filter(reduce(or_, (Q(value__contains=value) for value in values))))


def _stratum(plan: Plan, on: date) -> Combinable:
    if plan.strata.startswith(ATTRIBUTE):
        named: Combinable = _Told(Subquery(_held(plan.strata.removeprefix(ATTRIBUTE), on).values("value")[:1]))
    else:
        named = F(plan.strata) if plan.strata else Value(EVERYBODY)
    return Coalesce(NullIf(named, Value("")), Value("-"), output_field=TextField())


def _excluded(register: Register, plan: Plan, on: date) -> Case:
    """The first ground that applies; that a cycle is not audited twice needs no rule."""
    rules = plan.exclusions
    audits = Audit.objects.exclude(state=AuditState.CANCELLED)
    own = audits.filter(registration__person=OuterRef("registration__person"), run__register=register)
    grounds = [When(Exists(audits.filter(cycle=OuterRef("pk"))), then=Value(AUDITED))]
    if rules.first_cycle:
        earlier = Cycle.objects.filter(registration=OuterRef("registration"), starts_on__lt=OuterRef("starts_on"))
        grounds.append(When(~Exists(earlier), then=Value(FIRST_CYCLE)))
    if rules.audited_within_years:
        since = _begin(years_before(on, rules.audited_within_years))
        grounds.append(When(Exists(own.filter(drawn_at__gte=since)), then=Value(RECENT)))
    if rules.staff:
        grants = RoleGrant.objects.held_on(on).filter(organisation=register.association_id)
        grounds.append(When(Exists(grants.filter(user__person=OuterRef("registration__person"))), then=Value(STAFF)))
    if rules.named:
        grounds.append(When(registration__uuid__in=rules.named, then=Value(NAMED)))
    return Case(*grounds, default=Value(""))


def _risk(risk: Risk, on: date) -> Combinable:
    """Whether the risk touches the cycle."""
    return Case(When(_touches(risk, on), then=Value(True)), default=Value(False))


def _touches(risk: Risk, on: date) -> Q | Exists:
    match risk.sort:
        case "LATE":
            return Exists(Renewal.objects.filter(cycle=OuterRef("pk"), in_time=False))
        case "EARLIER_AUDIT":
            burdening = Decision.objects.filter(
                question=Decision.Question.AUDIT, adverse=True, state__in=sorted(STANDS)
            )
            return Exists(burdening.filter(registration=OuterRef("registration")))
        case "STATUS" | "OUTCOME" | "RESULT":
            return Q(**{f"{risk.sort.lower()}__in": risk.values})
        case "ATTRIBUTE":
            return _has(risk.name, risk.values, on)
        case "REFUSED_CLAIMS":
            claims = Claim.objects.filter(registration=OuterRef("registration"), state=Claim.State.REFUSED)
            return _at_least(claims.filter(_within("performed_on")).values("registration"), risk.at_least)
        case "REVERSED":
            reversed_ones = _entries().filter(reversed_by__isnull=False)
            return _at_least(reversed_ones.values("person"), risk.at_least)
    live = _entries().filter(kind=LedgerEntry.Kind.ACTIVITY, reverses=None, reversed_by=None)
    declared = Count("pk", filter=Q(validation=LedgerEntry.Validation.SELF_DECLARED))
    share = live.values("person").annotate(all=Count("pk"), declared=declared, hundredfold=F("declared") * 100)
    return Exists(share.filter(declared__gt=0, hundredfold__gte=F("all") * risk.at_least).order_by())


def _entries() -> QuerySet[LedgerEntry]:
    """The entries of the person in the days of the cycle, of this registration or of all."""
    rows = LedgerEntry.objects.filter(_within("effective_on"), person=OuterRef("registration__person"))
    return rows.filter(Q(registration=None) | Q(registration=OuterRef("registration")))


def _within(field_name: str) -> Q:
    return Q(**{f"{field_name}__gte": OuterRef("starts_on"), f"{field_name}__lt": OuterRef("ends_before")})


def _at_least(rows: QuerySet[Any], number: int) -> Exists:
    return Exists(rows.annotate(found=Count("pk")).filter(found__gte=number).order_by())


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.REGISTER_TIME_ZONE))
