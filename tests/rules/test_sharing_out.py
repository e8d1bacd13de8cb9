"""Sharing out, with maxima that let one requirement take less of a fact than another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_builders import LABEL, LAST_DAY, dossier, points, regulation, words
from rules_strategies import HOW_MANY

from register.rules import share_out
from register.rules.share_out import Shares, assign

OFFER = st.one_of(st.none(), st.integers(0, 3))
"""What a requirement may take of a fact, None where it does not select it."""


def fractions(**units: int) -> Shares:
    return {fact: Fraction(number) for fact, number in units.items()}


def divisions(offers: tuple[int | None, ...]) -> list[tuple[int, ...]]:
    """Every way to divide a fact: each requirement within its offer, together no more than the largest of them."""
    most = max((offer for offer in offers if offer is not None), default=0)
    every = product(*[range((offer or 0) + 1) for offer in offers])
    return [one for one in every if sum(one) <= most]


@settings(max_examples=3 * HOW_MANY, deadline=None)
@given(
    st.lists(st.tuples(OFFER, OFFER, OFFER), max_size=3),
    st.tuples(*[st.integers(0, 5)] * 3),
)
def test_no_division_in_units_reaches_more_and_nothing_useful_is_kept_back(
    facts: list[tuple[int | None, ...]], needs: tuple[int, ...]
) -> None:
    offers = [
        {f"f{n}": Fraction(offer) for n, fact in enumerate(facts) if (offer := fact[k]) is not None} for k in range(3)
    ]

    got = assign(offers, [Fraction(need) for need in needs], whole=False)

    def reached(sums: list[Fraction | int]) -> tuple[Fraction | int, tuple[Fraction | int, ...]]:
        cut = tuple(min(need, total) for need, total in zip(needs, sums, strict=True))
        return sum(cut), cut

    best = max(reached([sum(one[k] for one in way) for k in range(3)]) for way in product(*map(divisions, facts)))
    assert reached([sum(share.values()) for share in got]) == best
    for n, fact in enumerate(facts):
        given_out = [share.get(f"f{n}", Fraction(0)) for share in got]
        room = [(offer or 0) - share for offer, share in zip(fact, given_out, strict=True)]
        left = max((offer or 0 for offer in fact), default=0) - sum(given_out)
        assert min(given_out, default=0) >= 0
        assert min(room, default=0) >= 0
        assert left >= 0
        assert not left or not any(room)


def test_a_requirement_gets_no_more_of_a_fact_than_it_may_take() -> None:
    assert assign([fractions(f=5), fractions(f=3)], [Fraction(0), Fraction(3)], whole=False) == [
        fractions(f=2),
        fractions(f=3),
    ]


def test_a_requirement_that_may_take_no_more_of_one_fact_turns_to_the_next() -> None:
    assert assign([fractions(f=2, g=4), fractions(f=5)], [Fraction(6), Fraction(0)], whole=False) == [
        fractions(f=2, g=4),
        fractions(f=3),
    ]


def test_of_too_many_ways_those_that_waste_least_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    offers = [fractions(a=3, b=2, c=2), fractions(a=3, b=2, c=2)]
    needs = [Fraction(4), Fraction(5)]
    best = assign(offers, needs, whole=True)

    monkeypatch.setattr(share_out, "MOST_STATES", 2)

    assert assign(offers, needs, whole=True) == best == [fractions(b=2, c=2), fractions(a=3)]


def test_what_is_left_when_every_need_is_reached_stays_with_the_most_urgent() -> None:
    offers = [fractions(a=4, b=4, c=1), fractions(b=4, c=1)]

    assert assign(offers, [Fraction(4), Fraction(4)], whole=True) == [fractions(a=4, c=1), fractions(b=4)]


def test_nothing_is_shared_out_when_there_is_nothing() -> None:
    assert assign([{}, {}], [Fraction(1), Fraction(1)], whole=True) == [{}, {}]


def test_requirements_inside_others_are_shared_out_for_each_repetition() -> None:
    parts = [words(code, of={"tags": "$title"}, at_least=2) for code in ("given", "taken")]
    rules = regulation(
        attributes={"titles": LABEL},
        requirements=[words("each", for_each={"value_of": "titles", "as": "title"}, all=parts)],
        share_out=[{"among": ["given", "taken"], "each": "unit"}],
    )
    facts = [points(3, date(2021, 5, 1), id=title, tags=(title,)) for title in ("nurse", "carer")]

    standing = rules.evaluate(dossier(facts, attributes={"titles": ["nurse", "carer"]}), as_of=LAST_DAY)

    counted = {one.name: one.counted for one in standing.requirements if one.unit == "point"}
    assert counted == {"given[nurse]": 2, "taken[nurse]": 1, "given[carer]": 2, "taken[carer]": 1}
