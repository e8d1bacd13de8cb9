"""Maxima of several sizes: which comes first, and which cycle a fact of long ago shares its maximum with."""

from __future__ import annotations

from datetime import date

from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, points, regulation, words

from register.rules.facts import Period

DAY = date(2021, 5, 12)


def test_a_small_maximum_comes_before_a_large_one_wherever_it_stands() -> None:
    rules = regulation(
        requirements=[words("total", at_least=1)],
        caps=[words("cycle", per="cycle", at=6), words("fact", per="fact", at=4)],
    )
    given = [points(10, DAY, id="a"), points(2, date(2021, 6, 1), id="b")]

    standing = rules.evaluate(dossier(given), as_of=LAST_DAY)

    assert {one.id: one.counted for one in standing.facts} == {"a": 4, "b": 2}


def test_a_maximum_per_combination_is_as_small_as_its_smallest_part() -> None:
    rules = regulation(
        categories={"talk": LABEL},
        caps=[words("category", per="category", at=6), words("course", per=["calendar-year", "course"], at=2)],
    )
    given = [
        points(5, DAY, id="a", category="talk", course="x"),
        points(3, date(2021, 6, 1), id="b", category="talk", course="y"),
    ]

    standing = rules.evaluate(dossier(given), as_of=LAST_DAY)

    assert {one.id: one.counted for one in standing.facts} == {"a": 2, "b": 2}


def test_a_year_is_larger_than_a_course_and_smaller_than_a_cycle() -> None:
    rules = regulation(
        requirements=[words("total", at_least=1)],
        caps=[
            words("cycle", per="cycle", at=7),
            words("year", per="calendar-year", at=4),
            words("course", per="course", at=3),
        ],
    )
    given = [points(5, date(2021, month, 1), id=str(month), course=str(month)) for month in (1, 2)]
    given.append(points(5, date(2022, 1, 1), id="3", course="3"))

    standing = rules.evaluate(dossier(given), as_of=LAST_DAY)

    assert {one.id: one.counted for one in standing.facts} == {"1": 3, "2": 1, "3": 3}


def test_two_sessions_on_one_day_share_no_maximum_with_another_fact() -> None:
    rules = regulation(caps=[words("day", per="day", at=3)])
    given = [points(8, DAY, id="a", sessions=2), points(2, DAY, id="b"), points(2, DAY, id="c", sessions=1)]

    standing = rules.evaluate(dossier(given), as_of=LAST_DAY)

    assert {one.id: one.counted for one in standing.facts} == {"a": 6, "b": 2, "c": 1}


def test_each_cycle_of_the_past_has_a_maximum_of_its_own() -> None:
    earlier = [Period(date(2010, 1, 1), date(2015, 1, 1)), Period(date(2015, 1, 1), CYCLE.start)]
    rules = regulation(
        caps=[words("cycle", per="cycle", at=5)],
        requirements=[words("r", for_each={"rolling": "20 years"}, at_most=100)],
    )
    given = [points(8, date(year, 5, 1), id=str(year)) for year in (2008, 2012, 2017, 2021)]

    standing = rules.evaluate(dossier(given, earlier=earlier), as_of=LAST_DAY)

    assert finding(standing, "r").counted == 20  # 2008 belongs to no cycle, which is a group as well


def test_facts_of_no_cycle_share_one_maximum() -> None:
    rules = regulation(
        caps=[words("cycle", per="cycle", at=5)],
        requirements=[words("r", for_each={"rolling": "20 years"}, at_most=100)],
    )
    given = [points(4, date(year, 5, 1), id=str(year)) for year in (2008, 2012, 2021)]

    assert finding(rules.evaluate(dossier(given), as_of=LAST_DAY), "r").counted == 9


def test_what_is_already_spent_leaves_nothing_of_a_maximum() -> None:
    rules = regulation(
        caps=[words("m", per="cycle", at=5, spares={"tags": "law"})],
    )
    given = [points(9, DAY, id="a", tags=("law",)), points(2, DAY, id="b"), points(2, DAY, id="c")]

    standing = rules.evaluate(dossier(given), as_of=LAST_DAY)

    assert {one.id: one.counted for one in standing.facts} == {"a": 9, "b": 0, "c": 0}
