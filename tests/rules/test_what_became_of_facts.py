"""What became of each fact, and why it did not count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, points, regulation, words

from register.rules.facts import Fact, Period
from register.rules.standing import FactFinding, Standing

DAY = date(2022, 5, 12)
AFTER = date(2025, 3, 1)
SUBMISSION = Fact(id="s", kind="declaration", code="submission", on=date(2023, 1, 1))


def judged(*facts: Fact, as_of: date = LAST_DAY, **parts: Any) -> Standing:
    return regulation(**parts).evaluate(dossier(facts), as_of=as_of)


def became(fact: Fact, *others: Fact, as_of: date = LAST_DAY, **parts: Any) -> FactFinding:
    return next(one for one in judged(fact, *others, as_of=as_of, **parts).facts if one.id == fact.id)


TAX_ONLY: dict[str, Any] = {"requirements": [words("tax", of={"tags": "tax"}, at_least=1)]}


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (points(1, DAY), None),
        (points(1, CYCLE.start), None),
        (points(1, date(2019, 12, 31)), "outside-window"),
        (points(1, AFTER), "outside-window"),
        (points(1, DAY, recorded_on=AFTER), "not-yet-known"),
        (Fact(id="f", since=DAY, quantity=Decimal(1), unit="point"), "not-yet-known"),
        (Fact(id="f", on=DAY, quantity=Decimal(1), unit="word"), "no-worth"),
        (Fact(id="f", on=DAY), "no-requirement"),
        (points(1, DAY, kind="exam"), None),
        (points(1, DAY, kind="leave"), "no-requirement"),
        (Fact(id="f", kind="work", since=date(2010, 1, 1), until=CYCLE.start), "no-requirement"),
        (Fact(id="f", kind="work", since=date(2010, 1, 1), until=date(2019, 12, 31)), "outside-window"),
        (Fact(id="f", kind="work", since=AFTER), "outside-window"),
    ],
)
def test_why_a_fact_did_not_count_is_said(fact: Fact, reason: str | None) -> None:
    assert became(fact).reason == reason


@pytest.mark.parametrize(("as_of", "known"), [(DAY, True), (date(2022, 5, 11), False)])
@pytest.mark.parametrize(
    "fact",
    [
        points(1, DAY),
        points(1, date(2021, 1, 1), recorded_on=DAY),
        Fact(id="f", kind="work", since=DAY, until=AFTER, quantity=Decimal(1), unit="point"),
    ],
    ids=["it happened", "it was recorded", "it began"],
)
def test_what_is_known_is_known_from_its_day_on(fact: Fact, as_of: date, known: bool) -> None:
    work = [words("r", of={"kind": ["activity", "work"]}, measure="count", at_least=1)]

    assert judged(fact, as_of=as_of, requirements=work).requirements[0].counted == known


def test_the_largest_cut_by_one_rule_is_shown_in_whatever_order_requirements_are_judged() -> None:
    caps = [words("cap", per="window", at=5)]
    total, years = words("total", at_least=1), words("year", for_each={"series": "calendar-year"}, at_least=1)
    facts = points(8, date(2021, 1, 1), id="a"), points(8, date(2022, 1, 1), id="b")

    shown = [
        {one.id: one.cuts[0].amount for one in judged(*facts, caps=caps, requirements=order).facts}
        for order in ([total, years], [years, total])
    ]

    assert shown == [{"a": 3, "b": 8}] * 2


def test_a_maximum_in_each_window_is_read_anew_whatever_other_maxima_there_are() -> None:
    caps = [words("window", per="window", at=5), words("cycle", per="cycle", at=100)]
    rules: dict[str, Any] = {
        "caps": caps, "requirements": [words("year", for_each={"series": "calendar-year"}, at_least=1)],
    }  # fmt: skip
    facts = [points(8, date(year, 1, 1), id=str(year)) for year in (2021, 2022, 2023)]

    assert [one.counted for one in judged(*facts, **rules).requirements] == [0, 5, 5, 5, 0]


def test_a_fact_of_which_a_part_is_left_still_covers_and_one_without_any_does_not() -> None:
    rules: dict[str, Any] = {
        "caps": [words("cap", part="law", per="cycle", at=0)],
        "requirements": [words("r", measure="count", at_least=1)],
    }
    both = points(2, DAY, parts={"law": Decimal(1), "tax": Decimal(1)})
    gone = points(2, DAY, parts={"law": Decimal(2)})

    assert [judged(one, **rules).requirements[0].counted for one in (both, gone)] == [1, 0]


def test_what_lies_before_the_window_and_counts_in_a_stretch_has_no_reason() -> None:
    longer = [words("total", at_least=1, **{"in": {"from": "cycle start - 2 years", "until": "cycle end"}})]

    assert became(points(1, date(2018, 5, 1)), requirements=longer).reason is None


def test_what_began_in_the_window_and_ended_after_it_belongs_to_the_day_it_ended() -> None:
    over = Fact(id="f", since=date(2024, 12, 1), until=AFTER, quantity=Decimal(1), unit="point")

    assert became(over, as_of=date(2025, 6, 1)).reason == "outside-window"


def test_what_no_requirement_asks_for_has_its_worth_and_that_reason() -> None:
    found = became(points(3, DAY), **TAX_ONLY)

    assert (found.worth, found.counted, found.toward, found.reason) == (3, 0, (), "no-requirement")


def test_what_was_refused_shows_its_worth_as_cut_by_that_rule() -> None:
    refuse = [{"when": {"tags": "law"}, "reason": "no-law", "label": LABEL, "article": "art. 9"}]
    found = became(points(3, DAY, tags=("law",)), refuse=refuse)

    assert [(cut.rule, cut.reason, cut.article) for cut in found.cuts] == [("refuse", "no-law", "art. 9")]
    assert (found.counted, found.reason) == (0, "no-law")


@pytest.mark.parametrize("id", ["gone", "back"])
def test_what_is_taken_back_and_what_takes_it_back_are_reversed(id: str) -> None:
    gone, back = points(3, DAY, id="gone"), Fact(id="back", on=DAY, reverses="gone")
    one, other = (gone, back) if id == "gone" else (back, gone)

    assert became(one, other).reason == "reversed"
    assert judged(one, other).requirements[0].counted == 0


def test_what_takes_back_later_has_not_taken_back_yet() -> None:
    back = Fact(id="back", on=AFTER, reverses="f")

    assert became(points(3, DAY), back).reason is None


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (points(1, date(2022, 12, 31)), None),
        (points(1, date(2023, 1, 1)), "next-cycle"),
        (points(1, date(2019, 12, 31)), "outside-window"),
        (points(1, AFTER), "outside-window"),
    ],
)
def test_what_came_after_a_window_was_closed_early_is_for_the_next_cycle(fact: Fact, reason: str | None) -> None:
    closing = [{"ends": {"first": {"kind": "declaration", "code": "submission"}}}]

    assert became(fact, SUBMISSION, window=closing).reason == reason


def test_how_much_counted_is_the_most_that_went_to_one_sum() -> None:
    requirements = [
        words("half", of={"tags": "law"}, at_least=1),
        words("most", at_least=1),
        words("days", measure="count", at_least=1),
    ]
    caps = [words("cap", of={"tags": "law"}, per="fact", at=2, toward=["half"])]

    found = became(points(5, DAY, tags=("law",)), requirements=requirements, caps=caps)

    assert {one.requirement: one.counted for one in found.toward} == {"half": 2, "most": 5, "days": 1}
    assert found.counted == 5


def test_a_fact_that_is_only_counted_shows_that_and_one_that_brings_nothing_has_no_reason() -> None:
    requirements = [words("days", measure={"distinct": "tags"}, at_least=1)]
    first, again = points(5, DAY, id="a", tags=("law",)), points(5, AFTER.replace(2024), id="b", tags=("law",))

    assert became(first, again, requirements=requirements).counted == 1
    assert (became(again, first, requirements=requirements).counted, became(again, first).reason) == (0, None)
    assert became(again, first, requirements=requirements).reason is None


@pytest.mark.parametrize(
    ("starts", "extended", "following"),
    [
        ("registration", True, Period(date(2025, 3, 1), date(2030, 3, 1))),
        ("registration", False, Period(date(2025, 1, 1), date(2030, 1, 1))),
        ("01-01", True, Period(date(2025, 1, 1), date(2030, 1, 1))),
    ],
)
def test_the_next_cycle_follows_the_window_where_cycles_are_personal(
    starts: str, extended: bool, following: Period
) -> None:
    extension = Fact(id="e", kind="decision", code="longer", on=DAY, quantity=Decimal(2), unit="month")
    standing = judged(
        *([extension] if extended else []),
        cycle={"length": "5 years", "starts": starts},
        window=[{"extend": {"kind": "decision", "code": "longer"}}],
    )

    assert standing.next_cycle == following


def test_a_deadline_on_a_day_that_somebody_does_not_have_is_left_out() -> None:
    rules: dict[str, Any] = {
        "attributes": {"since": LABEL},
        "deadlines": [{"kind": "apply", "until": "attribute since + 1 year"}],
    }

    assert [one.kind for one in judged(**rules).deadlines] == ["earn"]
    standing = regulation(**rules).evaluate(dossier(attributes={"since": "2021-01-01"}), as_of=LAST_DAY)
    assert [(one.kind, one.on) for one in standing.deadlines] == [
        ("apply", date(2021, 12, 31)),
        ("earn", date(2024, 12, 31)),
    ]


@pytest.mark.parametrize(("number", "met"), [(10, True), (9, False)])
def test_without_a_table_the_outcome_says_whether_all_is_met_and_advice_has_no_say(number: int, met: bool) -> None:
    requirements = [words("total", at_least=10), words("advice", at_least=99, advisory=True)]

    standing = judged(points(number, DAY), requirements=requirements)

    assert (standing.met, standing.outcome) == (met, "met" if met else "not-met")
