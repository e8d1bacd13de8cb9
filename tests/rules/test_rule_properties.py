"""What must hold for any facts: order, caps, reversal, monotony and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_builders import CYCLE, LAST_DAY, dossier, finding, regulation, words

from register.rules.facts import Fact, Period
from register.rules.periods import Length, add_months, grid_index, grid_period
from register.rules.share_out import assign

DAYS = st.dates(date(2019, 6, 1), date(2025, 6, 1))
AMOUNTS = st.integers(0, 40).map(lambda number: Decimal(number) / 2)
CATEGORIES = {code: {"nl": code, "en": code} for code in ("course", "meeting")}

RULES = regulation(
    categories=CATEGORIES,
    worth=[{"per": "1 hour", "round": {"direction": "down", "to": Decimal("0.5")}}],
    caps=[
        words("cap-day", of={"category": "meeting"}, per="day", at=6),
        words("cap-year", of={"category": "meeting"}, per="calendar-year", at=10),
        words("cap-meeting", of={"category": "meeting"}, per="cycle", at=25),
    ],
    requirements=[
        words("total", at_least=100),
        words("course", of={"category": "course"}, at_least=40),
        words("meeting", of={"category": "meeting"}, at_least=5),
        words("ethics", of={"tags": "ethics"}, at_least=5),
        words("years", measure={"periods": "calendar-year"}, at_least=3),
        words("every-year", for_each={"series": "calendar-year"}, at_least=4),
    ],
)


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    drawn = draw(st.lists(st.tuples(DAYS, AMOUNTS, st.sampled_from(sorted(CATEGORIES)), st.booleans()), max_size=12))
    return tuple(
        Fact(id=f"f{n}", on=on, quantity=amount, unit="hour", category=category, tags=("ethics",) if ethics else ())
        for n, (on, amount, category, ethics) in enumerate(drawn)
    )


@given(facts(), st.integers())
def test_the_order_of_facts_does_not_matter(given_facts: tuple[Fact, ...], seed: int) -> None:
    shuffled = list(given_facts)
    Random(seed).shuffle(shuffled)

    one = RULES.evaluate(dossier(given_facts), as_of=LAST_DAY)
    other = RULES.evaluate(dossier(shuffled), as_of=LAST_DAY)

    assert one.to_json() == other.to_json()


@given(facts())
def test_caps_are_never_exceeded(given_facts: tuple[Fact, ...]) -> None:
    standing = RULES.evaluate(dossier(given_facts), as_of=LAST_DAY)

    counted = {fact.id: fact.counted for fact in standing.facts}
    meetings = [fact for fact in given_facts if fact.category == "meeting" and fact.day in CYCLE]
    for limit, key in ((6, lambda fact: fact.day), (10, lambda fact: fact.day.year), (25, lambda fact: "cycle")):
        for group in {key(fact) for fact in meetings}:
            assert sum(counted[fact.id] for fact in meetings if key(fact) == group) <= limit


@given(facts())
def test_a_single_cap_takes_away_no_more_than_it_must(given_facts: tuple[Fact, ...]) -> None:
    rules = regulation(
        categories=CATEGORIES,
        worth=[{"per": "1 hour"}],
        caps=[words("cap", of={"category": "meeting"}, per="cycle", at=25)],
        requirements=[words("meeting", of={"category": "meeting"}, at_least=1)],
    )

    standing = rules.evaluate(dossier(given_facts), as_of=LAST_DAY)

    earned = sum(fact.quantity or 0 for fact in given_facts if fact.category == "meeting" and fact.day in CYCLE)
    assert finding(standing, "meeting").counted == min(earned, 25)


@given(facts())
def test_what_is_cut_and_what_counted_add_up_to_the_worth(given_facts: tuple[Fact, ...]) -> None:
    standing = RULES.evaluate(dossier(given_facts), as_of=LAST_DAY)

    by_id = {fact.id: fact for fact in given_facts}
    for fact in standing.facts:
        if by_id[fact.id].day in CYCLE:
            assert fact.counted + sum(cut.amount for cut in fact.cuts) == fact.worth
        else:
            assert fact.counted == 0


@given(facts(), DAYS, AMOUNTS)
def test_another_fact_never_lowers_a_minimum(given_facts: tuple[Fact, ...], on: date, amount: Decimal) -> None:
    more = (*given_facts, Fact(id="more", on=on, quantity=amount, unit="hour", category="course"))

    before = RULES.evaluate(dossier(given_facts), as_of=LAST_DAY)
    after = RULES.evaluate(dossier(more), as_of=LAST_DAY)

    for one, other in zip(before.requirements, after.requirements, strict=True):
        assert other.counted >= one.counted


@given(facts(), st.data())
def test_a_fact_taken_back_is_as_if_it_never_was(given_facts: tuple[Fact, ...], data: st.DataObject) -> None:
    if not given_facts:
        return
    gone = data.draw(st.sampled_from(given_facts))
    reversal = Fact(id="reversal", kind=gone.kind, on=LAST_DAY, reverses=gone.id)

    reversed_ = RULES.evaluate(dossier((*given_facts, reversal)), as_of=LAST_DAY)
    absent = RULES.evaluate(dossier(fact for fact in given_facts if fact is not gone), as_of=LAST_DAY)

    assert reversed_.requirements == absent.requirements


@given(facts())
def test_four_hundred_years_later_the_judgement_is_the_same(given_facts: tuple[Fact, ...]) -> None:
    def later(day: date) -> date:
        return day.replace(year=day.year + 400)

    moved = [replace(fact, on=later(fact.day)) for fact in given_facts]
    cycle = Period(later(CYCLE.start), later(CYCLE.end))

    now = RULES.evaluate(dossier(given_facts), as_of=LAST_DAY)
    then = RULES.evaluate(dossier(moved, cycle=cycle), as_of=later(LAST_DAY))

    assert [one.counted for one in now.requirements] == [one.counted for one in then.requirements]
    assert now.met == then.met


@given(facts())
def test_nothing_dated_after_the_judgement_is_known(given_facts: tuple[Fact, ...]) -> None:
    as_of = date(2022, 6, 30)
    known = tuple(fact for fact in given_facts if fact.day <= as_of)

    everything = RULES.evaluate(dossier(given_facts), as_of=as_of)
    only_known = RULES.evaluate(dossier(known), as_of=as_of)

    assert everything.requirements == only_known.requirements


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(0, 200))
def test_months_clamp_to_the_end_of_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(
    st.dates(date(1996, 1, 1), date(2030, 12, 31)),
    st.sampled_from([Length(months=12), Length(months=60), Length(months=1), Length(days=14)]),
    st.dates(date(1980, 1, 1), date(2060, 1, 1)),
)
def test_a_grid_holds_every_day_once(anchor: date, step: Length, day: date) -> None:
    n = grid_index(anchor, step, day)

    assert day in grid_period(anchor, step, n)
    assert grid_period(anchor, step, n).end == grid_period(anchor, step, n + 1).start


SMALL = st.integers(0, 6).map(Fraction)


@settings(max_examples=60)
@given(st.lists(st.tuples(SMALL, SMALL), max_size=6), st.tuples(SMALL, SMALL))
def test_whole_facts_are_assigned_so_that_least_is_missing(
    worths: list[tuple[Fraction, Fraction]], needs: tuple[Fraction, Fraction]
) -> None:
    offers = [{f"f{n}": worth[k] for n, worth in enumerate(worths)} for k in range(2)]

    got = assign(offers, needs, whole=True)

    def missing(choice: tuple[int, ...]) -> Fraction:
        sums = [sum((worths[n][k] for n, at in enumerate(choice) if at == k), Fraction(0)) for k in range(2)]
        return sum((max(Fraction(0), need - total) for need, total in zip(needs, sums, strict=True)), Fraction(0))

    best = min(missing(choice) for choice in product(range(2), repeat=len(worths)))
    reached = [sum(share.values(), Fraction(0)) for share in got]
    assert sum((max(Fraction(0), n - r) for n, r in zip(needs, reached, strict=True)), Fraction(0)) == best
    assert not set(got[0]) & set(got[1])


@given(st.lists(st.tuples(SMALL, st.booleans(), st.booleans()), max_size=6), st.tuples(SMALL, SMALL))
def test_units_are_assigned_so_that_least_is_missing(
    worths: list[tuple[Fraction, bool, bool]], needs: tuple[Fraction, Fraction]
) -> None:
    offers = [{f"f{n}": worth[0] for n, worth in enumerate(worths) if worth[k + 1]} for k in range(2)]

    got = assign(offers, needs, whole=False)

    only = [sum((w for w, *fits in worths if fits == [k == 0, k == 1]), Fraction(0)) for k in range(2)]
    both = sum((w for w, one, other in worths if one and other), Fraction(0))
    lacking = sum((max(Fraction(0), need - own) for need, own in zip(needs, only, strict=True)), Fraction(0))
    reached = [sum(share.values(), Fraction(0)) for share in got]
    missing = sum((max(Fraction(0), n - r) for n, r in zip(needs, reached, strict=True)), Fraction(0))
    assert missing == max(Fraction(0), lacking - both)
    assert sum(reached, Fraction(0)) == sum(only, both)


def test_the_same_input_gives_the_same_standing() -> None:
    case = dossier([Fact(id="a", on=date(2021, 3, 1), quantity=Decimal(3), unit="hour", category="course")])

    assert RULES.evaluate(case, as_of=LAST_DAY) == RULES.evaluate(case, as_of=LAST_DAY)
