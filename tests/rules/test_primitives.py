"""What each primitive of the language does, one behaviour a test."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, points, regulation, words

from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact, Period

DAY = date(2022, 5, 12)
CATEGORIES = {"course": LABEL | {"includes": {"live": LABEL}}, "meeting": LABEL}


def test_three_times_twenty_minutes_is_one_hour() -> None:
    rules = regulation(worth=[{"per": "1 hour"}], requirements=[words("total", at_least=1)])
    facts = [Fact(id=f"f{n}", on=DAY, quantity=Decimal(20), unit="minute") for n in range(3)]

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert standing.met
    assert finding(standing, "total").to_json()["counted"] == "1"


def test_a_category_includes_what_is_below_it() -> None:
    rules = regulation(categories=CATEGORIES, requirements=[words("course", of={"category": "course"}, at_least=2)])

    standing = rules.evaluate(dossier([points(2, DAY, category="live")]), as_of=LAST_DAY)

    assert standing.met


def test_a_category_that_the_regulation_does_not_know_counts_for_nothing() -> None:
    rules = regulation(categories=CATEGORIES)

    standing = rules.evaluate(dossier([points(20, DAY, category="party")]), as_of=LAST_DAY)

    assert (standing.facts[0].counted, standing.facts[0].reason) == (0, "unknown-category")


def test_what_is_missed_least_is_cut_first() -> None:
    rules = regulation(
        categories=CATEGORIES,
        caps=[words("cap", of={"category": "meeting"}, per="cycle", at=5)],
        requirements=[words("total", at_least=5), words("ethics", of={"tags": "ethics"}, at_least=3)],
    )
    plain, ethics = (
        points(4, DAY, id="plain", category="meeting"),
        points(4, date(2023, 1, 1), id="ethics", category="meeting", tags=("ethics",)),
    )

    standing = rules.evaluate(dossier([plain, ethics]), as_of=LAST_DAY)

    assert {fact.id: fact.counted for fact in standing.facts} == {"plain": 1, "ethics": 4}
    assert standing.facts[0].cuts[0].rule == "cap"


def test_a_maximum_can_hold_for_each_value_of_a_field() -> None:
    rules = regulation(categories=CATEGORIES, caps=[words("cap", per="category", at=6)])
    facts = [
        points(9, DAY, id="c", category="course"),
        points(9, DAY, id="m", category="meeting"),
        points(9, DAY, id="n"),
    ]

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert {fact.id: fact.counted for fact in standing.facts} == {"c": 6, "m": 6, "n": 9}


def test_a_cap_that_is_a_share_of_what_was_reported_looks_at_what_was_reported() -> None:
    rules = regulation(
        categories=CATEGORIES,
        caps=[words("cap", of={"category": "meeting"}, per="cycle", at={"share": Decimal("0.5"), "measured": {}})],
    )
    facts = [points(6, DAY, id="c", category="course"), points(14, DAY, id="m", category="meeting")]

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert finding(standing, "total").counted == 16


def test_an_activity_that_is_under_way_does_not_count_and_work_that_is_does() -> None:
    rules = regulation(
        requirements=[
            words("total", at_least=0),
            words("work", measure="weekly_hours", of={"kind": "work"}, at_least=8),
        ]
    )
    course = Fact(id="course", since=date(2024, 12, 1), quantity=Decimal(5), unit="point")
    work = Fact(id="work", kind="work", since=CYCLE.start, hours_per_week=Decimal(8))

    standing = rules.evaluate(dossier([course, work]), as_of=LAST_DAY)

    assert finding(standing, "total").counted == 0
    assert finding(standing, "work").met


def test_hours_of_work_over_the_border_are_divided_by_days() -> None:
    rules = regulation(requirements=[words("work", of={"kind": "work"}, unit="hour", at_least=1)])
    work = Fact(
        id="w", kind="work", since=date(2019, 12, 27), until=date(2020, 1, 5), quantity=Decimal(100), unit="hour"
    )

    standing = rules.evaluate(dossier([work]), as_of=LAST_DAY)

    assert finding(standing, "work").counted == 50


def test_a_surplus_goes_to_the_next_cycle_and_never_further() -> None:
    before, longer = Period(date(2015, 1, 1), date(2020, 1, 1)), Period(date(2010, 1, 1), date(2015, 1, 1))
    rules = regulation(carry=[words("surplus", surplus_of="total", into="total", at_most=5)])
    facts = [points(100, date(2012, 1, 1), id="old"), points(13, date(2018, 1, 1), id="last"), points(4, DAY, id="now")]

    total = finding(rules.evaluate(dossier(facts, earlier=[longer, before]), as_of=LAST_DAY), "total")

    assert (total.counted, total.carried_in, total.short) == (4, 3, 3)


def test_a_surplus_can_be_kept_until_it_is_used() -> None:
    starts = [date(2005, 1, 1), date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)]
    earlier = [Period(start, end) for start, end in itertools.pairwise(starts)]
    rules = regulation(carry=[words("surplus", surplus_of="total", into="total", until_used=True)])
    facts = [
        points(18, date(2006, 1, 1), id="a"),
        points(5, date(2012, 1, 1), id="b"),
        points(10, date(2016, 1, 1), id="c"),
    ]

    total = finding(rules.evaluate(dossier(facts, earlier=earlier), as_of=LAST_DAY), "total")

    assert (total.counted, total.carried_in, total.short) == (0, 3, 7)  # eight left in 2010, five used by 2015


def test_each_title_can_have_its_own_norm() -> None:
    rules = regulation(
        attributes={"titles": LABEL},
        requirements=[
            words(
                "each",
                for_each={"value_of": "titles", "as": "title"},
                of={"tags": "$title"},
                at_least={"by": "title", "values": {"nurse": 5, "midwife": 7}},
            )
        ],
    )

    standing = rules.evaluate(dossier(attributes={"titles": ["nurse", "midwife"]}), as_of=LAST_DAY)

    assert [(one.name, one.required) for one in standing.requirements] == [("each[nurse]", 5), ("each[midwife]", 7)]


@pytest.mark.parametrize(("day", "applies"), [("2019-12-31", True), ("2020-01-01", False), (None, False)])
def test_a_cohort_can_hang_on_a_day_in_an_attribute(day: str | None, applies: bool) -> None:
    when = {"attributes": {"diploma_on": {"until": "2020-01-01"}}}
    rules = regulation(attributes={"diploma_on": LABEL}, requirements=[words("old", when=when, at_least=1)])

    standing = rules.evaluate(dossier(attributes={"diploma_on": day}), as_of=LAST_DAY)

    assert bool(standing.requirements) is applies


def test_a_gap_between_cycles_carries_nothing() -> None:
    rules = regulation(carry=[words("surplus", surplus_of="total", into="total")])
    earlier = [Period(date(2014, 1, 1), date(2019, 1, 1))]

    standing = rules.evaluate(dossier([points(40, date(2018, 1, 1))], earlier=earlier), as_of=LAST_DAY)

    assert finding(standing, "total").carried_in == 0


def test_one_fact_serves_one_of_several_minima_in_the_best_way() -> None:
    rules = regulation(
        requirements=[
            words("a", of={"tags": "a"}, at_least=4),
            words("b", of={"tags": "b"}, at_least=4),
        ],
        share_out=[{"among": ["a", "b"], "each": "fact"}],
    )
    both, only_a = points(4, DAY, id="1", tags=("a", "b")), points(4, DAY, id="2", tags=("a",))

    standing = rules.evaluate(dossier([both, only_a]), as_of=LAST_DAY)

    assert standing.met
    assert [one.requirement for one in standing.facts[0].toward] == ["b"]


def test_any_takes_so_many_of_its_children() -> None:
    children = [words(code, of={"tags": code}, at_least=1) for code in ("x", "y", "z")]
    rules = regulation(requirements=[words("two", any=children, at_least=2)])
    facts = [points(1, DAY, id="1", tags=("x",)), points(1, DAY, id="2", tags=("z",))]

    one = rules.evaluate(dossier(facts[:1]), as_of=LAST_DAY)
    two = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert (one.met, finding(one, "two").short) == (False, 1)
    assert two.met
    assert finding(two, "x").part_of == "two"


def test_days_of_leave_lower_a_norm_pro_rata() -> None:
    adjust = [{"pro_rata": {"count": "days", "without": {"kind": "leave"}}, "round": "up"}]
    rules = regulation(
        cycle={"length": "1 year", "starts": "01-01"}, requirements=[words("total", at_least=100, adjust=adjust)]
    )
    year = Period(date(2023, 1, 1), date(2024, 1, 1))
    leave = Fact(id="l", kind="leave", since=date(2023, 1, 1), until=date(2023, 3, 14))

    standing = rules.evaluate(dossier([leave], cycle=year), as_of=date(2023, 12, 31))

    assert finding(standing, "total").required == 80  # 292 of 365 days


def test_a_pair_of_years_that_ends_in_the_next_cycle_is_shown_ahead() -> None:
    pairs = {"series": "calendar-year", "consecutive": 2}
    rules = regulation(requirements=[words("pair", for_each=pairs, at_least=10)])

    standing = rules.evaluate(dossier([points(4, date(2024, 3, 1))]), as_of=LAST_DAY)

    assert [one.name for one in standing.projections] == ["pair[2024-2025]"]
    assert (standing.projections[0].short, standing.projections[0].due_on) == (6, date(2025, 12, 31))


def test_a_register_of_29_february_keeps_its_day() -> None:
    rules = regulation(cycle={"length": "1 year", "starts": "registration"})
    registered = date(2024, 2, 29)
    cycle = rules.first_cycle(registered)

    ends = []
    for _ in range(5):
        ends.append(cycle.end)
        cycle = rules.next_cycle(cycle, registered_on=registered)

    assert ends == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_a_fixed_grid_of_three_years_holds_the_day_of_registration() -> None:
    rules = regulation(cycle={"length": "3 years", "starts": "2019-01-01"})

    assert rules.first_cycle(date(2023, 5, 1)) == Period(date(2022, 1, 1), date(2025, 1, 1))


def test_joins_next_waits_for_the_day() -> None:
    rules = regulation(cycle={"length": "5 years", "starts": "01-01", "joins": "next"})

    assert rules.first_cycle(date(2023, 5, 1)) == Period(date(2024, 1, 1), date(2029, 1, 1))
    assert rules.first_cycle(date(2023, 1, 1)) == Period(date(2023, 1, 1), date(2028, 1, 1))


def test_what_was_recorded_after_the_judgement_was_not_known() -> None:
    late = points(10, DAY, recorded_on=date(2022, 9, 1))

    standing = regulation().evaluate(dossier([late]), as_of=date(2022, 8, 31))

    assert (standing.met, standing.facts[0].reason) == (False, "not-yet-known")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "on"),
        ({"on": DAY, "kind": "party"}, "kind"),
        ({"on": DAY, "quantity": 1.5, "unit": "hour"}, "quantity"),
        ({"on": DAY, "quantity": Decimal("NaN"), "unit": "hour"}, "quantity"),
        ({"on": DAY, "quantity": Decimal(-1), "unit": "hour"}, "quantity"),
        ({"on": DAY, "quantity": Decimal(1)}, "unit"),
        ({"on": DAY, "quantity": Decimal(1), "unit": "moon"}, "unit"),
        ({"since": DAY, "until": date(2022, 5, 11)}, "until"),
        ({"on": "2022-05-12"}, "on"),
        ({"on": DAY, "tags": "ethics"}, "tags"),
        ({"on": DAY, "sessions": 0}, "sessions"),
        ({"on": DAY, "quantity": Decimal(3), "unit": "hour", "parts": {"a": Decimal(1)}}, "parts"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(FactInvalid) as refusal:
        Fact(**{"id": "f", **fields})  # type: ignore[arg-type]

    wrong = refusal.value
    assert (wrong.fact_id, wrong.field) == ("f", field)
    assert wrong.sentence("nl") == f"Feit f, veld {field}: {wrong.nl}"
    assert wrong.sentence("en") == str(wrong) == f"Fact f, field {field}: {wrong.en}"
    assert all(len(said.split(". ")) == 2 for said in (wrong.nl, wrong.en))  # what is wrong, and what to do


def test_two_facts_with_one_id_are_refused() -> None:
    with pytest.raises(FactInvalid):
        dossier([points(1, DAY), points(2, DAY)])


@pytest.mark.parametrize("months", ["2.5", "200000"])
def test_a_decision_that_moves_a_window_by_nonsense_is_refused(months: str) -> None:
    rules = regulation(window=[{"shift": {"kind": "decision", "code": "window-shift"}}])
    decision = Fact(id="d", kind="decision", on=DAY, code="window-shift", quantity=Decimal(months), unit="month")

    with pytest.raises(FactInvalid):
        rules.evaluate(dossier([decision]), as_of=LAST_DAY)
