"""What must hold for any rules and any facts: order, reversal, monotony, exactness, the calendar, adding up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_builders import CYCLE, LAST_DAY, dossier
from rules_strategies import HOW_MANY, facts, regulations

from register.rules.evaluate import Judgement
from register.rules.facts import Fact, Period
from register.rules.regulation import Regulation

EARLIER = [Period(date(2015, 1, 1), date(2020, 1, 1))]
EXAMPLES = settings(max_examples=HOW_MANY, deadline=None)


@EXAMPLES
@given(regulations(), facts(), st.integers(0, 10_000))
def test_the_order_of_facts_and_requirements_of_a_dossier_is_of_no_account(
    rules: Regulation, given_facts: tuple[Fact, ...], seed: int
) -> None:
    shuffled = list(given_facts)
    Random(seed).shuffle(shuffled)

    one = rules.evaluate(dossier(given_facts, earlier=EARLIER), as_of=LAST_DAY)
    other = rules.evaluate(dossier(shuffled, earlier=EARLIER), as_of=LAST_DAY)

    assert one.to_json() == other.to_json()


@EXAMPLES
@given(regulations(pure=True), facts(), st.data())
def test_a_pure_minimum_is_never_lowered_by_one_more_fact(
    rules: Regulation, given_facts: tuple[Fact, ...], data: st.DataObject
) -> None:
    extra = [replace(fact, id=f"extra-{fact.id}") for fact in data.draw(facts(most=1))]

    before = rules.evaluate(dossier(given_facts), as_of=LAST_DAY)
    after = rules.evaluate(dossier((*given_facts, *extra)), as_of=LAST_DAY)

    for one, other in zip(before.requirements, after.requirements, strict=True):
        assert other.counted >= one.counted
        assert other.met or not one.met


@EXAMPLES
@given(regulations(), facts(), st.data())
def test_a_fact_taken_back_leaves_the_findings_as_if_it_never_was(
    rules: Regulation, given_facts: tuple[Fact, ...], data: st.DataObject
) -> None:
    if not given_facts:
        return
    gone = data.draw(st.sampled_from(given_facts))
    reversal = Fact(id="reversal", on=LAST_DAY, reverses=gone.id)

    taken_back = rules.evaluate(dossier((*given_facts, reversal), earlier=EARLIER), as_of=LAST_DAY)
    never = rules.evaluate(dossier([one for one in given_facts if one is not gone], earlier=EARLIER), as_of=LAST_DAY)

    assert taken_back.requirements == never.requirements
    assert taken_back.outcome == never.outcome


@EXAMPLES
@given(regulations(), facts())
def test_four_hundred_years_later_all_is_the_same(rules: Regulation, given_facts: tuple[Fact, ...]) -> None:
    def later(day: date) -> date:
        return day.replace(year=day.year + 400)

    moved = [replace(fact, on=later(fact.day)) for fact in given_facts]
    earlier = [Period(later(one.start), later(one.end)) for one in EARLIER]
    cycle = Period(later(CYCLE.start), later(CYCLE.end))

    now = rules.evaluate(dossier(given_facts, earlier=EARLIER), as_of=LAST_DAY)
    then = rules.evaluate(dossier(moved, cycle=cycle, earlier=earlier), as_of=later(LAST_DAY))

    assert [(one.counted, one.short) for one in now.requirements] == [
        (one.counted, one.short) for one in then.requirements
    ]
    assert [(one.id, one.counted, one.reason) for one in now.facts] == [
        (one.id, one.counted, one.reason) for one in then.facts
    ]


@EXAMPLES
@given(regulations(), facts())
def test_shares_of_facts_add_up_and_what_is_short_fills_the_norm(
    rules: Regulation, given_facts: tuple[Fact, ...]
) -> None:
    standing = rules.evaluate(dossier(given_facts, earlier=EARLIER), as_of=LAST_DAY)

    for finding in standing.requirements:
        shares = [one.counted for fact in standing.facts for one in fact.toward if one.requirement == finding.name]
        assert abs(sum(shares) - finding.counted) < Decimal("0.00001") * (1 + len(shares))
        missing = finding.required - finding.counted - finding.carried_in
        assert abs(finding.short - max(missing, Decimal(0))) < Decimal("0.00001")
        assert finding.carried_in <= max(finding.required - finding.counted, Decimal(0)) + Decimal("0.00001")
        assert finding.met is (finding.short == 0)
    for fact in standing.facts:
        assert fact.counted >= 0
        assert all(cut.amount > 0 for cut in fact.cuts if cut.rule != "refuse")


@EXAMPLES
@given(regulations(), facts())
def test_there_is_no_float_anywhere(rules: Regulation, given_facts: tuple[Fact, ...]) -> None:
    judgement = Judgement(rules.parts, dossier(given_facts, earlier=EARLIER), as_of=LAST_DAY)
    standing = rules.evaluate(dossier(given_facts, earlier=EARLIER), as_of=LAST_DAY)

    inside = [share for top in judgement.judge() for one in top.every() for share in one.by_fact.values()]
    assert not [value for value in (*_leaves(standing), *inside) if isinstance(value, float)]
    assert json.loads(json.dumps(standing.to_json()), parse_float=_refuse) == standing.to_json()


@EXAMPLES
@given(regulations(), facts())
def test_half_open_borders_divide_the_days(rules: Regulation, given_facts: tuple[Fact, ...]) -> None:
    inside = [fact for fact in given_facts if CYCLE.start <= fact.day < CYCLE.end]
    whole = rules.evaluate(dossier(given_facts), as_of=date(2026, 1, 1))
    part = rules.evaluate(dossier(inside), as_of=date(2026, 1, 1))

    if not any("rolling" in leaf.get("for_each", {}) for leaf in rules.document["requirements"]):
        assert whole.requirements == part.requirements


def _leaves(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _leaves(getattr(value, one.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _refuse(text: str) -> float:
    raise AssertionError(f"a binary fraction on the wire: {text}")
