"""Conditions on the person and the period, one key at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, dossier, finding, points, regulation, words
from test_document_refusals import problems_of

from register.rules.facts import Fact, Period

BEFORE = Period(date(2015, 1, 1), date(2020, 1, 1))


def holds(when: dict[str, Any], *, registered_on: date = date(2020, 1, 1), **attributes: Any) -> bool:
    rules = regulation(
        attributes={name: LABEL for name in ("titles", "level", "head", "since")},
        requirements=[words("r", when=when, at_least=1)],
    )
    standing = rules.evaluate(dossier(registered_on=registered_on, attributes=attributes), as_of=LAST_DAY)
    return bool(standing.requirements)


@pytest.mark.parametrize(
    ("when", "attributes", "expected"),
    [
        ({"titles": "nurse"}, {"titles": ["nurse", "carer"]}, True),
        ({"titles": ["doctor", "carer"]}, {"titles": ["nurse", "carer"]}, True),
        ({"titles": "doctor"}, {"titles": ["nurse"]}, False),
        ({"titles": "nurse", "level": 3}, {"titles": ["nurse"], "level": 2}, False),
        ({"titles": {"not": "nurse"}}, {"titles": ["nurse"]}, False),
        ({"titles": {"not": "nurse"}}, {}, True),
        ({"titles": {"present": True}}, {"titles": ["nurse"]}, True),
        ({"titles": {"present": True}}, {"titles": []}, False),
        ({"titles": {"present": False}}, {}, True),
        ({"level": {"at_least": 3}}, {"level": 3}, True),
        ({"level": {"at_least": 3}}, {"level": [1, 4]}, True),
        ({"level": {"at_least": 3, "at_most": 5}}, {"level": Decimal("5.5")}, False),
        ({"level": {"at_least": 0}}, {"level": True}, False),
        ({"level": {"at_least": 0}}, {"level": "3"}, False),
        ({"level": 1}, {"level": True}, False),
        ({"head": True}, {"head": True}, True),
        ({"head": True}, {"head": 1}, False),
        ({"head": False}, {}, True),
        ({"head": False}, {"head": False}, True),
        ({"head": False}, {"head": True}, False),
        ({"since": {"from": "2020-01-01"}}, {"since": "2020-01-01"}, True),
        ({"since": {"until": "2020-01-01"}}, {"since": date(2020, 1, 1)}, False),
        ({"since": {"from": "2020-01-01"}}, {}, False),
    ],
)
def test_what_is_recorded_about_a_person_decides(
    when: dict[str, Any], attributes: dict[str, Any], expected: bool
) -> None:
    assert holds({"attributes": when}, **attributes) is expected


@pytest.mark.parametrize(
    ("registered_on", "months"),
    [
        (date(2019, 1, 1), 60),
        (date(2024, 1, 15), 11),
        (date(2024, 12, 2), 0),
        (date(2025, 1, 1), 0),
        (date(2026, 7, 1), 0),
    ],
)
def test_months_of_registration_are_whole_months_in_the_cycle(registered_on: date, months: int) -> None:
    assert holds({"months_registered": months}, registered_on=registered_on)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"all": [{"attributes": {"head": True}}, {"attributes": {"level": 3}}]}, False),
        ({"any": [{"attributes": {"head": True}}, {"attributes": {"level": 3}}]}, True),
        ({"any": [{"attributes": {"level": 4}}, {"attributes": {"level": 3}}]}, False),
        ({"not": {"attributes": {"head": True}}}, False),
        ({"cycle_end": {"from": "2024-12-31", "until": "2025-01-01"}}, True),
        ({"cycle_start": {"from": "2020-01-02"}}, False),
        ({"judgement": {"until": "2024-12-31"}}, False),
        ({"registration": {"from": "2020-01-01", "until": "2020-01-02"}}, True),
        ({"number": {"of": 7, "at_least": 7, "at_most": 7}}, True),
        ({"number": {"of": 7, "above": 7}}, False),
    ],
)
def test_conditions_are_put_together(when: dict[str, Any], expected: bool) -> None:
    assert holds(when, head=True, level=2) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], False),
        ([points(1, date(2019, 12, 31), tags=("law",))], False),
        ([points(1, date(2020, 1, 1))], False),
        ([points(0, date(2020, 1, 1), tags=("law",))], True),
        ([Fact(id="w", since=date(2019, 1, 1), until=date(2020, 1, 1), tags=("law",))], True),
    ],
    ids=["none", "before the window", "others", "one without worth", "one that began before"],
)
def test_a_condition_can_ask_whether_there_are_such_facts(facts: list[Fact], expected: bool) -> None:
    rules = regulation(requirements=[words("r", when={"facts": {"tags": "law"}}, at_least=1)])

    assert bool(rules.evaluate(dossier(facts), as_of=LAST_DAY).requirements) is expected


def test_an_attribute_that_is_not_declared_is_refused_with_the_nearest() -> None:
    (problem,) = problems_of(
        attributes={"titles": LABEL},
        requirements=[words("r", when={"attributes": {"title": "nurse"}}, at_least=1)],
    )

    assert (problem.code, problem.nearest) == ("unknown-attribute", "titles")


@pytest.mark.parametrize(
    ("limits", "carried"),
    [
        ({}, 6),
        ({"of": {"tags": "law"}}, 5),
        ({"in": {"from": "cycle end - 1 year", "until": "cycle end"}}, 4),
        ({"of": {"tags": "law"}, "in": {"from": "cycle end - 1 year", "until": "cycle end"}}, 3),
        ({"of": {"tags": "art"}}, 0),
        ({"at_most": 2}, 2),
    ],
)
def test_a_surplus_can_be_limited_to_some_facts_and_some_days(limits: dict[str, Any], carried: int) -> None:
    rules = regulation(carry=[words("kept", surplus_of="total", into="total", **limits)])
    given = [
        points(11, date(2016, 1, 1), id="a"),
        points(2, date(2017, 1, 1), id="b", tags=("law",)),
        points(3, date(2019, 6, 1), id="c", tags=("law",)),
    ]
    if "in" in limits and "of" not in limits:
        given[0:1] = [points(10, date(2016, 1, 1), id="a"), points(1, date(2019, 7, 1), id="d")]

    standing = rules.evaluate(dossier(given, earlier=[BEFORE]), as_of=LAST_DAY)

    assert finding(standing, "total").carried_in == carried


def test_a_surplus_of_work_is_carried_as_well() -> None:
    rules = regulation(
        requirements=[words("work", of={"kind": "work"}, unit="hour", at_least=10)],
        carry=[words("kept", surplus_of="work", into="work")],
    )
    work = Fact(id="w", kind="work", since=date(2019, 1, 1), until=date(2019, 1, 9), quantity=Decimal(14), unit="hour")

    assert finding(rules.evaluate(dossier([work], earlier=[BEFORE]), as_of=LAST_DAY), "work").carried_in == 4
