"""Which cycle follows directly on which, and what it takes along."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rules_builders import dossier, finding, points, regulation, words

from register.rules.facts import Fact, Period

FIRST = Period(date(2015, 1, 1), date(2020, 1, 1))
SECOND = Period(date(2020, 7, 1), date(2025, 7, 1))
"""The window of the first cycle was extended by half a year, so the second began when that had passed."""
AT_THE_END = date(2025, 6, 30)
RULES = regulation(
    window=[{"extend": {"kind": "decision", "code": "extension", "on": {"from": "cycle start"}}}],
    carry=[words("surplus", surplus_of="total", into="total")],
    requirements=[
        words("total", at_least=10),
        words("repair", at_least={"shortage_of": "total"}),
    ],
)


def extension(months: int) -> Fact:
    return Fact(id="e", kind="decision", code="extension", on=date(2019, 11, 1), quantity=Decimal(months), unit="month")


def judged(*facts: Fact):
    return RULES.evaluate(dossier(facts, cycle=SECOND, earlier=[FIRST]), as_of=AT_THE_END)


def test_the_cycle_after_an_extended_window_begins_where_that_window_ends() -> None:
    standing = RULES.evaluate(dossier([extension(6)], cycle=FIRST), as_of=date(2020, 3, 1))

    assert standing.window == Period(FIRST.start, SECOND.start)
    assert standing.next_cycle == SECOND


def test_a_surplus_is_carried_past_the_months_by_which_the_window_was_extended() -> None:
    early, late = points(8, date(2018, 5, 1), id="a"), points(6, date(2020, 3, 1), id="b")

    total = finding(judged(extension(6), early, late), "total")

    assert (total.counted, total.carried_in) == (0, 4)


def test_a_shortage_is_known_past_the_months_by_which_the_window_was_extended() -> None:
    assert finding(judged(extension(6), points(3, date(2020, 3, 1))), "repair").required == 7


@pytest.mark.parametrize("facts", [[], [extension(5)]], ids=["never extended", "extended by less"])
def test_a_break_in_the_registration_carries_nothing(facts: list[Fact]) -> None:
    standing = judged(*facts, points(14, date(2018, 5, 1)))

    assert finding(standing, "total").carried_in == 0
    assert finding(standing, "repair").required == 0


BEFORE = Period(date(2015, 1, 1), date(2020, 1, 1))
NOW = Period(date(2020, 1, 1), date(2025, 1, 1))
LAST = date(2024, 12, 31)


def test_only_what_the_named_requirement_was_short_is_made_up_for() -> None:
    rules = regulation(
        requirements=[
            words("total", at_least=10),
            words("law", of={"tags": "law"}, at_least=4),
            words("repair", at_least={"shortage_of": "law"}),
        ]
    )
    before = points(7, date(2018, 1, 1), id="a"), points(1, date(2018, 1, 1), id="b", tags=("law",))

    standing = rules.evaluate(dossier(before, cycle=NOW, earlier=[BEFORE]), as_of=LAST)

    assert finding(standing, "repair").required == 3


def test_each_title_makes_up_for_its_own_shortage() -> None:
    each = {"value_of": "titles", "as": "title"}
    rules = regulation(
        attributes={"titles": {"nl": "titels", "en": "titles"}},
        requirements=[
            words("each", for_each=each, of={"tags": "$title"}, at_least=4),
            words("repair", for_each=each, of={"tags": "$title"}, at_least={"shortage_of": "each"}),
        ],
    )
    before = [points(3, date(2018, 1, 1), tags=("nurse",))]

    standing = rules.evaluate(
        dossier(before, cycle=NOW, earlier=[BEFORE], attributes={"titles": ["nurse", "carer"]}), as_of=LAST
    )

    assert finding(standing, "repair[nurse]").required == 1
    assert finding(standing, "repair[carer]").required == 4


def test_what_everybody_is_granted_can_be_left_over() -> None:
    rules = regulation(
        requirements=[words("total", granted=3, at_least=10)],
        carry=[words("kept", surplus_of="total", into="total")],
    )

    standing = rules.evaluate(dossier([points(9, date(2018, 1, 1))], cycle=NOW, earlier=[BEFORE]), as_of=LAST)

    total = finding(standing, "total")
    assert (total.counted, total.carried_in, total.short) == (3, 2, 5)


def test_a_requirement_made_of_others_leaves_nothing_over() -> None:
    rules = regulation(
        requirements=[
            words("both", all=[words("law", of={"tags": "law"}, at_least=1)]),
            words("total", at_least=10),
        ],
        carry=[words("kept", surplus_of="both", into="total")],
    )

    standing = rules.evaluate(
        dossier([points(9, date(2018, 1, 1), tags=("law",))], cycle=NOW, earlier=[BEFORE]), as_of=LAST
    )

    assert finding(standing, "total").carried_in == 0


def test_what_two_rules_carry_fills_a_shortage_once() -> None:
    rules = regulation(
        requirements=[words("total", at_least=10), words("law", of={"tags": "law"}, at_least=2)],
        carry=[
            words("law-first", surplus_of="law", into="total"),
            words("then-total", surplus_of="total", into="total"),
        ],
    )
    given = [
        points(7, date(2018, 1, 1), id="a", tags=("law",)),
        points(8, date(2018, 1, 1), id="b"),
        points(3, date(2021, 1, 1), id="c"),
    ]

    standing = rules.evaluate(dossier(given, cycle=NOW, earlier=[BEFORE]), as_of=LAST)

    total = finding(standing, "total")
    assert (total.counted, total.carried_in, total.short) == (3, 7, 0)


@pytest.mark.parametrize("earlier", [[NOW], [Period(date(2025, 1, 1), date(2030, 1, 1))], []])
def test_a_cycle_that_does_not_come_before_has_no_say(earlier: list[Period]) -> None:
    rules = regulation(carry=[words("kept", surplus_of="total", into="total")])

    standing = rules.evaluate(dossier([points(9, date(2021, 1, 1))], cycle=NOW, earlier=earlier), as_of=LAST)

    assert finding(standing, "total").carried_in == 0


@pytest.mark.parametrize(("year", "start"), [("2021-01-01", NOW.start), ("2020-01-01", date(2022, 1, 1))])
def test_a_window_changes_only_under_its_condition(year: str, start: date) -> None:
    rules = regulation(window=[{"starts": "2022-01-01", "when": {"registration": {"from": year}}}])

    assert rules.evaluate(dossier(cycle=NOW), as_of=LAST).window.start == start


@pytest.mark.parametrize(("number", "short"), [(9, 0), (10, 0), (12, 2)])
def test_what_is_above_a_maximum_is_too_much_and_nothing_is_carried_into_it(number: int, short: int) -> None:
    rules = regulation(
        requirements=[words("most", at_most=10), words("total", at_least=1)],
        carry=[words("kept", surplus_of="total", into="most")],
    )
    given = [points(5, date(2018, 1, 1), id="a"), points(number, date(2021, 1, 1), id="b")]

    most = finding(rules.evaluate(dossier(given, cycle=NOW, earlier=[BEFORE]), as_of=LAST), "most")

    assert (most.short, most.met, most.carried_in, most.maximum) == (short, short == 0, 0, True)


def test_a_cycle_is_not_its_own_predecessor() -> None:
    rules = regulation(requirements=[words("total", at_least=10), words("repair", at_least={"shortage_of": "total"})])

    standing = rules.evaluate(dossier([points(7, date(2021, 1, 1))], cycle=NOW, earlier=[NOW]), as_of=LAST)

    assert finding(standing, "repair").required == 0


def test_a_requirement_that_did_not_apply_before_leaves_nothing_over() -> None:
    rules = regulation(
        requirements=[words("total", at_least=10, when={"cycle_start": {"from": "2020-01-01"}})],
        carry=[words("kept", surplus_of="total", into="total")],
    )

    standing = rules.evaluate(dossier([points(14, date(2018, 1, 1))], cycle=NOW, earlier=[BEFORE]), as_of=LAST)

    assert finding(standing, "total").carried_in == 0


YEARS = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in range(2018, 2021)]


def test_what_could_not_be_used_in_a_cycle_stays_for_the_next_within_its_cycles() -> None:
    given = [points(14, date(2018, 5, 1), id="a"), points(7, date(2019, 5, 1), id="b")]

    def carried(**limits: object) -> Decimal:
        kept = words("kept", surplus_of="total", into="total", when={"cycle_start": {"from": "2020-01-01"}}, **limits)
        rules = regulation(cycle={"length": "1 year", "starts": "01-01"}, carry=[kept])
        case = dossier(given, cycle=YEARS[2], earlier=YEARS[:2])
        return finding(rules.evaluate(case, as_of=date(2020, 12, 31)), "total").carried_in

    assert [carried(cycles=1), carried(cycles=2), carried(until_used=True)] == [0, 4, 4]


def test_what_a_requirement_leaves_is_shown_with_it_wherever_it_goes() -> None:
    requirements = [words("total", at_least=10), words("law", of={"tags": "law"}, at_least=2)]
    given = [points(15, date(2021, 1, 1), tags=("law",))]

    def carried_out(into: str) -> Decimal:
        rules = regulation(requirements=requirements, carry=[words("kept", surplus_of="law", into=into)])
        return finding(rules.evaluate(dossier(given), as_of=LAST), "law").carried_out

    assert [carried_out("law"), carried_out("total")] == [13, 13]
