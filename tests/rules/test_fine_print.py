"""Small print of the evaluator: the behaviours that no regulation here happens to turn on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, points, regulation, regulation_facts, words

from register.rules.cases import differences, read_cases
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact, Period
from register.rules.problems import RegulationInvalid
from register.rules.share_out import assign

DAY = date(2022, 5, 12)


@pytest.mark.parametrize(
    ("test", "counted"),
    [({"accredited": False}, 3), ({"accredited": True}, 4), ({"accepted": False}, 0), ({"evidence": False}, 7)],
)
def test_nothing_known_is_no_for_accreditation_and_no_refusal(test: dict[str, bool], counted: int) -> None:
    rules = regulation(requirements=[words("r", of=test, at_least=1)])
    given = [points(1, DAY, id="a"), points(2, DAY, id="b", accredited=False), points(4, DAY, id="c", accredited=True)]

    assert finding(rules.evaluate(dossier(given), as_of=LAST_DAY), "r").counted == counted


def test_a_selection_can_hang_on_the_person() -> None:
    rules = regulation(
        attributes={"titles": LABEL},
        worth=[
            {
                "when": {"role": "teacher", "given": {"attributes": {"titles": "specialist"}}},
                "per": "1 point",
                "gives": 3,
            }
        ],
    )
    given = [points(2, DAY, role="teacher")]

    for titles, counted in ((["specialist"], 6), (["nurse"], 2)):
        standing = rules.evaluate(dossier(given, attributes={"titles": titles}), as_of=LAST_DAY)
        assert finding(standing, "total").counted == counted


def test_other_deadlines_are_the_last_day_before_the_one_named() -> None:
    rules = regulation(
        deadlines=[
            {"kind": "record", "until": "cycle end + 1 month"},
            {"kind": "apply", "until": "cycle end - 1 month"},
        ]
    )

    standing = rules.evaluate(dossier(), as_of=LAST_DAY)

    assert [(one.kind, one.on) for one in standing.deadlines] == [
        ("apply", date(2024, 11, 30)),
        ("earn", date(2024, 12, 31)),
        ("record", date(2025, 1, 31)),
    ]


def test_a_cycle_can_differ_in_length_by_person() -> None:
    rules = regulation(
        attributes={"years": LABEL},
        cycle={
            "starts": "registration",
            "length": [{"when": {"attributes": {"years": 3}}, "is": "3 years"}, {"is": "1 year"}],
        },
    )

    assert rules.first_cycle(DAY, {"years": 3}) == Period(DAY, date(2025, 5, 12))
    assert rules.first_cycle(DAY) == Period(DAY, date(2023, 5, 12))
    assert rules.next_cycle(Period(DAY, date(2023, 5, 12)), attributes={"years": 3}).end == date(2026, 5, 12)


def test_a_rolling_norm_begins_a_length_after_the_day_it_may_not_look_before() -> None:
    rolling = {"rolling": "1 year", "not_before": "registration"}
    rules = regulation(requirements=[words("r", for_each=rolling, at_least=1)])

    early = rules.evaluate(dossier([points(1, date(2020, 12, 31))]), as_of=date(2020, 6, 30))
    late = rules.evaluate(dossier([points(1, date(2020, 12, 31))]), as_of=date(2021, 12, 31))

    assert finding(early, "r").window == Period(date(2020, 1, 1), date(2021, 1, 1))
    assert (finding(late, "r").counted, finding(late, "r").window.start) == (0, date(2021, 1, 1))


def test_a_rolling_norm_of_work_looks_inside_spans() -> None:
    rules = regulation(
        requirements=[
            words(
                "r",
                measure="days",
                of={"kind": "status", "code": "valid"},
                for_each={"rolling": "30 days"},
                at_least=20,
            )
        ]
    )
    held = [
        Fact(id="a", kind="status", code="valid", since=date(2019, 1, 1), until=date(2021, 3, 1)),
        Fact(id="b", kind="status", code="valid", since=date(2021, 3, 16), until=date(2030, 1, 1)),
    ]

    worst = finding(rules.evaluate(dossier(held), as_of=LAST_DAY), "r")

    assert (worst.counted, worst.short) == (16, 4)


def test_a_rolling_norm_of_periods_tries_every_day() -> None:
    months = {"periods": "calendar-month"}
    rules = regulation(
        requirements=[words("r", measure=months, of={"kind": "work"}, for_each={"rolling": "2 months"}, at_least=1)]
    )
    work = [Fact(id="w", kind="work", since=date(2019, 1, 1), until=date(2020, 6, 30))]

    assert finding(rules.evaluate(dossier(work), as_of=date(2020, 7, 31)), "r").counted == 1
    assert finding(rules.evaluate(dossier(work), as_of=date(2020, 8, 31)), "r").counted == 0


def test_surplus_for_some_cycles_is_used_oldest_first_and_limited() -> None:
    years = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in range(2018, 2022)]
    rules = regulation(
        cycle={"length": "1 year", "starts": "01-01"},
        carry=[words("s", surplus_of="total", into="total", cycles=2, at_most=6)],
    )
    given = [
        points(14, date(2018, 5, 1), id="a"),
        points(15, date(2019, 5, 1), id="b"),
        points(7, date(2020, 5, 1), id="c"),
    ]

    def total(n: int):
        case = dossier(given, cycle=years[n], earlier=years[:n])
        return finding(rules.evaluate(case, as_of=years[n].last_day), "total")

    # 4 left in 2018 and 5 in 2019 are at most 6 together: the oldest loses 3. 2020 takes 3: what is left of 2018 first.
    assert (total(2).carried_in, total(2).short) == (3, 0)
    assert (total(3).carried_in, total(3).short) == (3, 7)


def test_a_shortage_is_known_from_as_many_cycles_back_as_there_are() -> None:
    years = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in range(2018, 2021)]
    rules = regulation(
        requirements=[words("total", at_least=10)]
        + [words(f"back-{n}", at_least={"shortage_of": "total", "cycles_before": n}) for n in (1, 2, 3)]
    )
    given = [points(4, date(2018, 5, 1), id="a"), points(7, date(2019, 5, 1), id="b")]

    standing = rules.evaluate(dossier(given, cycle=years[2], earlier=years[:2]), as_of=date(2020, 12, 31))

    assert [finding(standing, f"back-{n}").required for n in (1, 2, 3)] == [3, 6, 0]


def test_each_fact_can_be_valued_by_the_version_of_its_day() -> None:
    force = {"by": "activity"}
    old = regulation(
        in_force={"from": "2000-01-01", "until": "2022-01-01", **force}, worth=[{"per": "1 hour", "gives": 2}]
    )
    new = regulation(in_force={"from": "2022-01-01", **force}, worth=[{"per": "1 hour"}])
    given = [
        Fact(id=name, on=day, quantity=Decimal(1), unit="hour")
        for name, day in (("last", date(2021, 12, 31)), ("first", date(2022, 1, 1)))
    ]

    alone = new.evaluate(dossier(given), as_of=LAST_DAY)
    after = new.after([old, new]).evaluate(dossier(given), as_of=LAST_DAY)

    assert [one.worth for one in alone.facts] == [1, 1]
    assert [one.worth for one in after.facts] == [2, 1]
    assert new.holds_for(dossier(cycle=CYCLE), as_of=LAST_DAY)
    assert not old.holds_for(dossier(cycle=CYCLE), as_of=LAST_DAY)


def test_periods_that_touch_share_no_day() -> None:
    one, next_one = Period(date(2020, 1, 1), date(2021, 1, 1)), Period(date(2021, 1, 1), date(2022, 1, 1))

    assert one.overlap(next_one) is None
    assert one.overlap(Period(date(2020, 12, 31), date(2022, 1, 1))) == Period(date(2020, 12, 31), date(2021, 1, 1))


def test_a_list_of_tags_holds_texts() -> None:
    with pytest.raises(FactInvalid, match="not a text"):
        points(1, DAY, tags=(1,))


def test_a_window_that_shifts_leaves_the_grid_of_cycles_alone() -> None:
    rules = regulation(
        cycle={"length": "5 years", "starts": "2020-01-01"},
        window=[{"shift": {"kind": "decision", "code": "shift"}}],
    )
    decision = Fact(id="d", kind="decision", code="shift", on=DAY, quantity=Decimal(1), unit="month")

    standing = rules.evaluate(dossier([decision, points(1, date(2020, 1, 5))]), as_of=LAST_DAY)

    assert standing.window == Period(date(2020, 2, 1), date(2025, 2, 1))
    assert standing.next_cycle == Period(date(2025, 1, 1), date(2030, 1, 1))
    assert next(one.reason for one in standing.facts if one.id == "f") == "outside-window"


def test_a_window_that_is_closed_early_begins_the_next_cycle() -> None:
    rules = regulation(window=[{"ends": {"first": {"kind": "declaration", "code": "submission"}}}])
    submission = Fact(id="s", kind="declaration", code="submission", on=DAY)

    standing = rules.evaluate(dossier([submission, points(1, date(2022, 6, 1))]), as_of=LAST_DAY)

    assert standing.next_cycle == Period(DAY, date(2027, 5, 12))
    assert next(one.reason for one in standing.facts if one.id == "f") == "next-cycle"


@pytest.mark.parametrize(
    ("bounds", "applies"),
    [({"at_least": 3}, True), ({"at_least": 4}, False), ({"at_most": 3}, True), ({"at_most": 2}, False)],
)
def test_a_condition_can_measure_with_one_bound(bounds: dict[str, int], applies: bool) -> None:
    rules = regulation(requirements=[words("r", when={"measured": bounds}, at_least=1)])

    assert bool(rules.evaluate(dossier([points(3, DAY)]), as_of=LAST_DAY).requirements) is applies


def test_work_inside_longer_work_makes_no_gap() -> None:
    work = {"kind": "work"}
    rules = regulation(window=[{"not_before": {"after_gap": work, "longer_than": "1 year"}}])
    given = [
        Fact(id="long", kind="work", since=date(2020, 1, 1), until=date(2022, 12, 31)),
        Fact(id="inside", kind="work", since=date(2020, 6, 1), until=date(2020, 7, 1)),
        Fact(id="after", kind="work", since=date(2023, 1, 1), until=date(2024, 1, 1)),
    ]

    assert rules.evaluate(dossier(given), as_of=LAST_DAY).window == CYCLE
    assert rules.evaluate(dossier(given[1:]), as_of=LAST_DAY).window.start == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"share_out": [{"among": ["total", "nobody"], "each": "unit"}]}, "unknown-requirement"),
        ({"requirements": ["x"]}, "wrong-type"),
        ({"requirements": [{"all": ["x"], "code": "a"}]}, "wrong-type"),
    ],
)
def test_what_is_no_requirement_is_refused_by_name(parts: dict[str, object], code: str) -> None:
    with pytest.raises(RegulationInvalid) as refusal:
        regulation(**parts)

    assert code in {problem.code for problem in refusal.value.problems}


@pytest.mark.parametrize("expect", ["met: false", "outcome: lost", "window: {from: 2020-01-01, until: 2021-01-01}"])
def test_a_case_that_expects_something_else_is_told_so(expect: str) -> None:
    text = (
        "register: example\ncases:\n  - {id: a, person: {registered_on: 2020-01-01}, facts: [], as_of: 2024-12-31,\n"
        f"     cycle: {{from: 2020-01-01, until: 2025-01-01}}, expect: {{{expect}}}}}\n"
    )
    (case,) = read_cases(text).cases
    rules = regulation(requirements=[words("total", at_least=0)])

    (difference,) = differences(case, rules.evaluate(case.dossier, as_of=case.as_of))

    assert difference.what == expect.split(":")[0]


def test_a_decision_without_a_length_moves_no_window() -> None:
    rules = regulation(window=[{"extend": {"kind": "decision", "code": "extension"}}])
    decisions = [
        Fact(id="none", kind="decision", code="extension", on=DAY),
        Fact(id="hours", kind="decision", code="extension", on=DAY, quantity=Decimal(8), unit="hour"),
    ]

    assert rules.evaluate(dossier(decisions), as_of=LAST_DAY).window == CYCLE


@pytest.mark.parametrize("name", ["carry", "caps", "share_out", "worth", "outcomes"])
def test_a_part_that_must_be_a_list_and_is_a_text_is_one_problem(name: str) -> None:
    with pytest.raises(RegulationInvalid) as refusal:
        regulation(**{name: "x"})

    assert [(one.code, one.path, one.expected) for one in refusal.value.problems] == [("wrong-type", name, "a list")]


def test_units_that_are_left_over_go_to_the_last_requirement_that_takes_them() -> None:
    offers = [{"a": Fraction(5), "b": Fraction(2)}, {"a": Fraction(3)}]

    got = assign(offers, [Fraction(1), Fraction(0)], whole=False)

    assert got == [{"a": Fraction(2), "b": Fraction(2)}, {"a": Fraction(3)}]


def test_pro_rata_can_be_said_in_one_word() -> None:
    rules = regulation(requirements=[words("total", at_least=60, adjust=[{"pro_rata": "months"}])])

    standing = rules.evaluate(dossier(registered_on=date(2021, 1, 1)), as_of=LAST_DAY)

    assert finding(standing, "total").required == 48


def test_the_length_of_a_session_is_the_quantity_over_its_sessions() -> None:
    short = {"session_length": {"below": "1 hour"}}
    rules = regulation(worth=[{"when": short, "gives": 1}, {"gives": 5}])
    fact = Fact(id="f", on=DAY, quantity=Decimal(3), unit="hour", sessions=4)

    assert regulation_facts(rules, [fact])[0].counted == 1


def test_work_that_began_before_the_window_is_not_outside_it() -> None:
    rules = regulation(requirements=[words("r", of={"kind": "work", "code": "x"}, unit="hour", at_least=1)])
    work = Fact(id="w", kind="work", since=date(2019, 1, 1), until=date(2025, 6, 1))

    assert regulation_facts(rules, [work])[0].reason != "outside-window"
