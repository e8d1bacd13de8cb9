"""Random regulations over random populations: numbers and facts give the same verdicts."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from portfolio.models import LedgerEntry
from register.rules.facts import Dossier, Fact, Period, Person
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import RegisterFactory, RegulationFactory
from tests.portfolio.plan_builders import RECORDED, from_facts, from_plan, keep, write_dossier

pytestmark = pytest.mark.django_db
LABEL = {"nl": "Eis", "en": "Rule"}
FIRST = date(2022, 1, 1)
CATEGORIES = ("a", "b", "c")
TAGS = ("t1", "t2", "nurse")
LATE = {"from": "2022-09-01"}
SCOPES = ("cycle", "cycle", "window", "fact", "day", "course", "category", "calendar-year", ["role", "calendar-year"])


def named(code, **more):
    return {"code": code, "label": LABEL, "article": "1", **more}


def several(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)


conditions = st.one_of(
    st.fixed_dictionaries({"category": several((*CATEGORIES, "whole"))}),
    st.fixed_dictionaries({"tags": several(TAGS)}),
    st.fixed_dictionaries({"tags": st.fixed_dictionaries({"all": several(TAGS)})}),
    st.fixed_dictionaries({"role": st.sampled_from(("teacher", {"not": "teacher"}, {"present": True}))}),
    st.fixed_dictionaries({"accredited": st.booleans()}),
    st.fixed_dictionaries({"kind": st.sampled_from((["work"], ["activity", "exam"], ["status", "work"]))}),
    st.fixed_dictionaries({"on": st.just({"from": "2023-03-01", "until": "2024-06-01"})}),
    st.fixed_dictionaries({"course": st.just({"present": True})}),
    st.fixed_dictionaries({"quantity": st.just({"at_least": "2 hours"})}),
    st.fixed_dictionaries({"occurrence": st.sampled_from((1, {"at_least": 2}))}),
    st.fixed_dictionaries({"tags": st.just("$titles")}),
    st.fixed_dictionaries({"given": st.sampled_from(({"attributes": {"titles": "nurse"}}, {"cycle_start": LATE}))}),
    st.fixed_dictionaries({"on": st.just({"from": "window start + 6 months"})}),
    st.fixed_dictionaries({"recorded_within": st.just("2 years")}),
)
selections = st.one_of(
    st.just({}),
    conditions,
    st.tuples(conditions, conditions).map(lambda two: {**two[0], **two[1]}),
    conditions.map(lambda one: {"not": one}),
    st.lists(conditions, min_size=2, max_size=2).map(lambda two: {"any": two}),
)
extra = st.lists(st.fixed_dictionaries({"when": selections, "gives": st.just(1)}), min_size=1, max_size=1)
rows = st.fixed_dictionaries(
    {"when": selections},
    optional={
        "gives": st.sampled_from((Decimal("0.5"), 2)),
        "per": st.sampled_from(("1 hour", "40 minutes", "1 item")),
        "plus": extra,
    },
)
rounded = st.fixed_dictionaries(
    {"when": selections, "per": st.just("45 minutes"), "round": st.sampled_from(("down", "up", "half-up"))},
    optional={"gives": st.just(3)},
)
MEASURES = (
    "sum",
    "sum",
    "count",
    "days",
    "weekly_hours",
    {"periods": "calendar-year"},
    {"distinct": "tags", "among": list(TAGS)},
    {"distinct": "category", "each": {"measure": "count", "at_least": 2}},
    {"distinct": "course"},
    {"periods": "cycle-year", "each": {"measure": "sum", "at_least": 3}},
)
measures = st.sampled_from(MEASURES)
amounts = st.one_of(
    st.integers(0, 12), st.just({"by": "titles", "values": {"nurse": 8, "carer": 3}, "else": 5}), st.just([{"is": 4}])
)


REPEATS = (
    {"series": "calendar-year"},
    {"series": "cycle-year"},
    {"series": "calendar-year", "consecutive": 2},
    {"value_of": "titles", "as": "title"},
    {"rolling": "1 year"},
)
bounds = st.one_of(
    st.integers(0, 3), st.fixed_dictionaries({"above": st.integers(0, 2)}, optional={"at_most": st.integers(3, 20)})
)


@st.composite
def maxima(draw, codes):
    cap = named("cap", of=draw(selections), per=draw(st.sampled_from(SCOPES)), at=draw(amounts))
    if draw(st.booleans()):
        cap["toward"] = draw(several(codes))
    if draw(st.integers(0, 2)) == 0:
        cap["when"] = {"attributes": {"titles": "nurse"}}
    if draw(st.integers(0, 2)) == 0:
        cap["measure"] = "count"
    if draw(st.integers(0, 2)) == 0:
        cap["spares"] = draw(conditions)
    return cap


@st.composite
def regulations(draw):
    codes = [f"r{n}" for n in range(draw(st.integers(1, 4)))]
    leaves = []
    for code in codes:
        one = named(code, of=draw(selections), measure=draw(measures), at_least=draw(amounts))
        if draw(st.booleans()):
            one["for_each"] = draw(st.sampled_from(REPEATS))
        elif draw(st.integers(0, 3)) == 0:
            one["in"] = {"length": "14 months", "until": "cycle end"}
        leaves.append(one)
    nested = len(codes) > 2 and draw(st.booleans())
    requirements = [named("way", any=leaves[:2]), *leaves[2:]] if nested else leaves
    caps = [draw(maxima(codes)) | {"code": f"cap{n}"} for n in range(draw(st.integers(0, 2)))]
    carries = [one["code"] for one in leaves if not {"series", "rolling"} & set(one.get("for_each", ()))]
    carry = [named("carry", surplus_of=one, into=draw(st.sampled_from(carries)), at_most=4) for one in carries[:1]]
    weighed = {code: draw(bounds) for code in draw(several(codes))}
    document = {
        "register": "random",
        "title": LABEL,
        "source": "made up",
        "in_force": {"from": "2000-01-01", "by": "cycle_end"},
        "unit": "point",
        "cycle": {"length": "3 years", "starts": "registration"},
        "attributes": {"titles": LABEL},
        "categories": {"whole": {**LABEL, "includes": {"a": LABEL, "b": LABEL}}, "c": LABEL},
        "requirements": requirements,
    }
    optional = {
        "caps": caps,
        "worth": draw(st.lists(st.one_of(rows, rounded), max_size=2)),
        "refuse": [
            {"when": one, "reason": "not-accepted", "label": LABEL, "article": "2"}
            for one in draw(st.lists(conditions, max_size=1))
        ],
        "carry": carry if draw(st.integers(0, 2)) == 0 else [],
        "outcomes": [{"is": "nearly", "label": LABEL, "short": weighed}] if draw(st.booleans()) else [],
        "window": [{"shift": {"kind": "decision", "code": "shift"}}] if draw(st.booleans()) else [],
    }
    return document | {name: part for name, part in optional.items() if part}


@st.composite
def facts(draw, n):
    on = FIRST + timedelta(days=draw(st.integers(-500, 1500)))
    unit = draw(st.sampled_from(("point", "hour", "minute", "item", None)))
    quantity = Decimal(draw(st.integers(0, 400))) / draw(st.sampled_from((1, 8, 100))) if unit else None
    kind = draw(st.sampled_from(("activity",) * 6 + ("work", "exam", "status", "decision")))
    days = draw(st.sampled_from((None, None, None, 20, 500)))
    span = days is not None and kind != "decision"
    return Fact(
        id=f"f{n}",
        kind=kind,
        on=None if span else on,
        since=on if span else None,
        until=on + timedelta(days=days) if span else None,
        category=draw(st.sampled_from((*CATEGORIES, "unheard-of", None))),
        code=draw(st.sampled_from(("shift", "other"))) if kind == "decision" else None,
        quantity=quantity.quantize(Decimal("0.001")) if quantity is not None and kind != "decision" else None,
        unit=unit if kind != "decision" else None,
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))),
        role=draw(st.sampled_from((None, None, "teacher", "author"))),
        course=draw(st.sampled_from((None, "c1", "c2"))),
        sessions=draw(st.sampled_from((None, None, 2))),
        hours_per_week=Decimal(20) if kind == "work" else None,
        accredited=draw(st.sampled_from((None, None, True, False))),
    )


@st.composite
def dossiers(draw):
    start = FIRST + timedelta(days=draw(st.integers(0, 500)))
    before = draw(st.sampled_from(((), (Period(start - timedelta(days=700), start),))))
    titles = draw(st.sampled_from((["nurse"], ["carer"], ["nurse", "carer"], [])))
    return Dossier(
        Person(start, {"titles": titles} if titles else {}),
        Period(start, start.replace(year=start.year + 3, day=min(start.day, 28))),
        before,
        facts=tuple(draw(facts(n)) for n in range(draw(st.integers(0, 6)))),
    )


def attend(registration, edition, n, on):
    return LedgerEntry(
        person_id=registration.person_id,
        effective_on=on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key=f"attendance/{registration.pk}/{n}",
        recorded_at=RECORDED,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    document=regulations(),
    people=st.lists(dossiers(), min_size=1, max_size=5),
    day=st.integers(520, 1090),
    attended=st.lists(st.integers(0, 1400), max_size=3),
    reversed_too=st.booleans(),
    days_later=st.integers(0, 400),
)
def test_random_rules_over_random_people_come_out_the_same(
    db, document, people, day, attended, reversed_too, days_later
):
    try:
        rules = Regulation.from_document(document)
    except RegulationInvalid:
        reject()  # such as a norm that nobody can reach
    on = FIRST + timedelta(days=day)
    now = datetime.combine(on, time(12), UTC)
    with transaction.atomic():
        register = RegisterFactory()
        row = RegulationFactory(register=register)
        edition = EditionFactory()
        AccreditationFactory(
            course=edition.course,
            register=register,
            category="a",
            unit="hour",
            quantity=Decimal("2.5"),
            tags=["t1"],
            valid_from=FIRST,
            valid_before=date(2024, 8, 1),
            decided_at=RECORDED,
        )
        registrations = [write_dossier(register, one, row) for one in people]
        LedgerEntry.objects.bulk_create(
            attend(one, edition, n, FIRST + timedelta(days=days))
            for one in registrations
            for n, days in enumerate(attended)
        )
        if reversed_too:
            reverse_first(registrations)
        assert from_plan(register, rules, on=on, now=now) == from_facts(register, rules, on=on, now=now)
        keep(register, rules, on=on, now=now)
        later, then = on + timedelta(days=days_later), now + timedelta(days=days_later)
        kept = from_plan(register, rules, on=later, now=then, kept=True)
        assert kept == from_facts(register, rules, on=later, now=then)
        transaction.set_rollback(True)


def reverse_first(registrations):
    for one in registrations:
        first = LedgerEntry.objects.filter(person=one.person_id).first()
        if first is not None:
            copied = {"kind": first.kind, "effective_on": first.effective_on, "during": first.during}
            LedgerEntry.objects.create(
                person_id=one.person_id,
                registration=one,
                reverses=first,
                reason="a mistake",
                validation="OFFICE",
                source_key=f"reversal/{first.pk}",
                recorded_at=RECORDED,
                **copied,
            )
