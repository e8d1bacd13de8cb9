"""Windows, maxima and sharing out against slow programs that try everything."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_builders import CYCLE, LAST_DAY, dossier, finding, points, regulation, words
from rules_strategies import AMOUNTS, DAYS, HOW_MANY, facts, regulations

from register.rules.facts import Fact
from register.rules.regulation import Regulation
from register.rules.share_out import assign

ONE_DAY = timedelta(days=1)
EXAMPLES = settings(max_examples=HOW_MANY, deadline=None)


def months_before(day: date, months: int) -> date:
    """Written apart from the product: the same day so many months before, or the last day of that month."""
    year, month = day.year, day.month - months
    while month < 1:
        year, month = year - 1, month + 12
    for last in range(day.day, 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def start_of(end: date, length: str) -> date:
    number, unit = length.split(" ")
    if unit == "days":
        return end - int(number) * ONE_DAY
    return months_before(end, int(number) * (12 if "y" in unit else 1))


@EXAMPLES
@given(
    st.lists(st.tuples(DAYS, AMOUNTS), max_size=8),
    st.sampled_from(["90 days", "1 month", "6 months", "12 months", "2 years"]),
    st.booleans(),
    st.dates(date(2020, 3, 1), LAST_DAY),
)
def test_a_rolling_norm_looks_at_every_day(
    days: list[tuple[date, Decimal]], length: str, maximum: bool, as_of: date
) -> None:
    norm = {"at_most": 10} if maximum else {"at_least": 10}
    rules = regulation(requirements=[words("r", for_each={"rolling": length}, **norm)])
    given_facts = [points(str(amount), day, id=f"f{n}") for n, (day, amount) in enumerate(days)]

    found = finding(rules.evaluate(dossier(given_facts), as_of=as_of), "r")

    sums = []
    end = CYCLE.start + ONE_DAY
    while end <= as_of + ONE_DAY:
        start = start_of(end, length)
        sums.append(sum((amount for day, amount in days if start <= day < end and day <= as_of), Decimal(0)))
        end += ONE_DAY
    assert found.counted == (max(sums) if maximum else min(sums))


def group(fact: Fact, scope: str) -> object:
    """The facts that share a maximum, written apart from the product."""
    inside = CYCLE.start <= fact.day < CYCLE.end
    match scope:
        case "fact":
            return fact.id
        case "day":
            return fact.day
        case "calendar-year":
            return fact.day.year
        case "cycle-year":
            return fact.day.year - CYCLE.start.year
        case "cycle":
            return inside
        case "window":
            return True  # the sums are those of one requirement in its own period
    value = getattr(fact, scope)
    return None if value is None else (value, inside)


def selected(fact: Fact, node: dict[str, Any]) -> bool:
    tests = {
        "category": lambda value: fact.category in {value, *(("course", "meeting") if value == "learning" else ())},
        "tags": lambda value: value in fact.tags,
        "accredited": lambda value: fact.accredited is value,
        "format": lambda value: fact.format == value,
        "not": lambda value: not selected(fact, value),
        "any": lambda value: any(selected(fact, one) for one in value),
    }
    return all(tests[name](value) for name, value in node.items())


@EXAMPLES
@given(regulations(), facts(most=14))
def test_no_maximum_is_ever_exceeded(rules: Regulation, given_facts: tuple[Fact, ...]) -> None:
    standing = rules.evaluate(dossier(given_facts), as_of=LAST_DAY)

    by_id = {fact.id: fact for fact in given_facts}
    sums = {one["code"] for one in rules.document["requirements"] if one["measure"] == "sum"}
    for one in standing.requirements:
        for cap in rules.document.get("caps", ()):
            if one.code not in sums or one.code not in cap.get("toward", [one.code]):
                continue
            totals: dict[object, Decimal] = {}
            for became in standing.facts:
                fact = by_id[became.id]
                scopes = cap["per"] if isinstance(cap["per"], list) else [cap["per"]]
                key = tuple(group(fact, scope) for scope in scopes)
                if None not in key and selected(fact, cap["of"]):
                    share = sum(part.counted for part in became.toward if part.requirement == one.name)
                    totals[key] = totals.get(key, Decimal(0)) + share
            assert all(total <= cap["at"] + Decimal("0.00001") for total in totals.values())


SMALL = st.integers(0, 5).map(Fraction)
NEEDS = st.tuples(*[st.integers(0, 7).map(Fraction)] * 3)


@EXAMPLES
@given(st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=6), NEEDS)
def test_whole_facts_go_where_least_is_missing_the_first_requirement_first(
    worths: list[tuple[Fraction, ...]], needs: tuple[Fraction, ...]
) -> None:
    offers = [{f"f{n}": worth[k] for n, worth in enumerate(worths)} for k in range(3)]

    got = assign(offers, needs, whole=True)

    def reached(choice: tuple[int, ...]) -> tuple[Fraction, ...]:
        sums = [sum((worths[n][k] for n, at in enumerate(choice) if at == k), Fraction(0)) for k in range(3)]
        return tuple(min(need, total) for need, total in zip(needs, sums, strict=True))

    best = max((sum(state), state) for state in map(reached, product(range(3), repeat=len(worths))))
    state = tuple(min(need, sum(share.values(), Fraction(0))) for need, share in zip(needs, got, strict=True))
    assert (sum(state), state) == best
    assert all(share[fact] == offers[k][fact] for k, share in enumerate(got) for fact in share)
    assert sum(len(share) for share in got) == len(worths)


@EXAMPLES
@given(
    st.lists(st.tuples(st.integers(1, 2), st.booleans(), st.booleans(), st.booleans()), max_size=4),
    st.tuples(*[st.integers(0, 3).map(Fraction)] * 3),
)
def test_units_go_where_least_is_missing(
    worths: list[tuple[int, bool, bool, bool]], needs: tuple[Fraction, ...]
) -> None:
    offers = [{f"f{n}": Fraction(w) for n, (w, *fits) in enumerate(worths) if fits[k]} for k in range(3)]

    got = assign(offers, needs, whole=False)

    units = [fits for w, *fits in worths for _ in range(w)]
    best = min(
        sum(max(Fraction(0), need - choice.count(k)) for k, need in enumerate(needs))
        for choice in product(*[[k for k in range(3) if fits[k]] or [None] for fits in units])
    )
    missing = sum(
        max(Fraction(0), need - sum(share.values(), Fraction(0))) for need, share in zip(needs, got, strict=True)
    )
    assert missing == best
    for n, (w, *_) in enumerate(worths):
        assert sum(share.get(f"f{n}", Fraction(0)) for share in got) <= w


def test_where_greed_reports_a_false_shortage_the_best_assignment_does_not() -> None:
    # In any order of requirements, first come first served gives the course to the minimum that needs it least.
    rules = regulation(
        requirements=[
            words("law", of={"tags": "law"}, at_least=4),
            words("ethics", of={"tags": "ethics"}, at_least=4),
            words("quality", of={"tags": "quality"}, at_least=4),
        ],
        share_out=[{"among": ["law", "ethics", "quality"], "each": "fact"}],
    )
    given_facts = [
        points(4, date(2021, 1, 1), id="all", tags=("law", "ethics", "quality")),
        points(4, date(2021, 2, 1), id="law-ethics", tags=("law", "ethics")),
        points(4, date(2021, 3, 1), id="law", tags=("law",)),
    ]

    greedy: dict[str, str] = {}
    for code in ("law", "ethics", "quality"):
        taken = next((fact.id for fact in given_facts if code in fact.tags and fact.id not in greedy.values()), None)
        if taken:
            greedy[code] = taken
    standing = rules.evaluate(dossier(given_facts), as_of=LAST_DAY)

    assert set(greedy) == {"law", "ethics"}  # quality would be reported short
    assert standing.met
    assert {one.id: one.toward[0].requirement for one in standing.facts} == {
        "all": "quality",
        "law-ethics": "ethics",
        "law": "law",
    }


UNITS = st.sampled_from(["hour", "day", "point", "item", None])
"""Hours and days of work are spread over its span, anything else belongs to its last day; weekly hours have no unit."""


@st.composite
def works(draw: st.DrawFn) -> list[Fact]:
    """Work and activities of all sorts: long and short, ended and going on, in amounts and in hours a week."""
    found = []
    for n in range(draw(st.integers(0, 5))):
        since = draw(DAYS)
        long = draw(st.sampled_from([0, 0, 1, 29, 45, 400]))
        unit = draw(UNITS)
        amount = {"quantity": draw(AMOUNTS), "unit": unit} if unit else {"hours_per_week": draw(AMOUNTS)}
        until = None if draw(st.booleans()) and long else since + long * ONE_DAY
        found.append(Fact(id=f"w{n}", kind="work", since=since, until=until, **amount))
    return found


def hours_in(fact: Fact, start: date, end: date, as_of: date) -> Fraction:
    """Written apart from the product: the hours of a fact from `start` to the day before `end`, day by day."""
    last = fact.until or as_of
    days = [fact.begin + n * ONE_DAY for n in range((last - fact.begin).days + 1)]
    if fact.unit == "hour":
        return Fraction(fact.quantity) * sum(start <= day < end for day in days) / len(days)
    return Fraction(fact.hours_per_week or 0) * sum(start <= day < end and day <= as_of for day in days) / 7


def points_in(fact: Fact, start: date, end: date, as_of: date) -> Fraction:
    inside = fact.unit == "point" and start <= min(fact.day, as_of) < end
    return Fraction(fact.quantity) if inside else Fraction(0)


def number_in(fact: Fact, start: date, end: date, as_of: date) -> Fraction:
    if fact.unit == "item":
        return Fraction(fact.quantity) if start <= min(fact.day, as_of) < end else Fraction(0)
    return Fraction(fact.begin < end and (fact.until or date.max) >= start)


@EXAMPLES
@given(
    works(),
    st.sampled_from([({"unit": "hour"}, hours_in), ({"unit": "point"}, points_in), ({"measure": "count"}, number_in)]),
    st.sampled_from(["30 days", "365 days", "1 month", "6 months"]),
    st.booleans(),
    st.dates(date(2021, 1, 1), date(2022, 12, 31)),
)
def test_a_rolling_norm_of_work_adds_up_the_days_that_were_worked(
    facts: list[Fact], measured: tuple[dict[str, str], Any], length: str, maximum: bool, as_of: date
) -> None:
    (keys, amount_in), norm = measured, {"at_most": 10} if maximum else {"at_least": 10}
    leaf = words("r", of={"kind": "work"}, for_each={"rolling": length}, **keys, **norm)

    found = finding(regulation(requirements=[leaf]).evaluate(dossier(facts), as_of=as_of), "r")

    known = [fact for fact in facts if fact.begin <= as_of]
    ends = [CYCLE.start + n * ONE_DAY for n in range(1, (as_of - CYCLE.start).days + 2)]
    sums = [sum((amount_in(one, start_of(end, length), end, as_of) for one in known), Fraction(0)) for end in ends]
    best = max(sums) if maximum else min(sums)
    assert abs(Fraction(found.counted) - best) < Fraction(1, 100_000)
    assert found.window.end == ends[sums.index(best)]


@pytest.mark.parametrize(("until", "counted"), [("period end", 0), ("period end + 60 days", 4)])
def test_a_rolling_norm_can_ask_when_in_its_stretch_a_fact_was_recorded(until: str, counted: int) -> None:
    leaf = words("r", of={"recorded_on": {"until": until}}, for_each={"rolling": "30 days"}, at_most=10)
    late = points(4, date(2022, 5, 12), recorded_on=date(2022, 7, 1))

    standing = regulation(requirements=[leaf]).evaluate(dossier([late]), as_of=LAST_DAY)

    assert finding(standing, "r").counted == counted


def test_the_time_a_course_is_followed_is_counted_by_its_day() -> None:
    rules = regulation(worth=[{"when": {"occurrence": {"at_least": 3}}, "gives": 0}])
    days = [date(2021, 3, 1), date(2021, 3, 1), date(2020, 2, 1), date(2022, 1, 1), date(2019, 1, 1)]
    given_facts = [points(1, day, id=f"f{n}", course="x") for n, day in enumerate(days)]

    worths = {one.id: one.worth for one in rules.evaluate(dossier(given_facts), as_of=LAST_DAY).facts}

    assert worths == {"f0": 1, "f1": 0, "f2": 1, "f3": 0, "f4": 1}


def test_what_counts_in_several_categories_is_followed_once() -> None:
    rules = regulation(worth=[{"when": {"occurrence": {"at_least": 2}}, "gives": 0}])
    days = {"a": date(2020, 2, 1), "a/2": date(2020, 2, 1), "b": date(2021, 3, 1), "b/2": date(2021, 3, 1)}
    given_facts = [points(1, day, id=name, course="x") for name, day in days.items()]

    worths = {one.id: one.worth for one in rules.evaluate(dossier(given_facts), as_of=LAST_DAY).facts}

    assert worths == {"a": 1, "a/2": 1, "b": 0, "b/2": 0}
