"""What a fact, a period and a dossier can hold, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE

from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Dossier, Fact, Period, Person

DAY = date(2022, 5, 12)
NEXT = date(2022, 5, 13)


def fact(**fields: Any) -> Fact:
    return Fact(**{"id": "f", "on": DAY, **fields})


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": 3}, "id"),
        ({"kind": 3}, "kind"),
        ({"code": 3}, "code"),
        ({"reverses": 3}, "reverses"),
        ({"accepted": "yes"}, "accepted"),
        ({"evidence": 1}, "evidence"),
        ({"tags": 3}, "tags"),
        ({"registrations": "nurse"}, "registrations"),
        ({"registrations": ("nurse", 3)}, "registrations"),
        ({"on": datetime(2022, 5, 12, 9, tzinfo=UTC)}, "on"),
        ({"recorded_on": "2022-05-12"}, "recorded_on"),
        ({"until": date(2022, 5, 11)}, "until"),
        ({"unit": "hour"}, "unit"),
        ({"quantity": True, "unit": "hour"}, "quantity"),
        ({"quantity": Decimal("Infinity"), "unit": "hour"}, "quantity"),
        ({"score": 1.5}, "score"),
        ({"hours_per_week": Decimal(-1)}, "hours_per_week"),
        ({"sessions": Decimal(2)}, "sessions"),
        ({"sessions": True}, "sessions"),
        ({"group_size": 0}, "group_size"),
        ({"parts": [("a", Decimal(1))]}, "parts"),
        ({"parts": {"a": Decimal(1)}}, "parts"),
        ({"parts": {"a": 1.5}, "quantity": Decimal(2), "unit": "hour"}, "parts"),
        ({"parts": {"a": Decimal(-1), "b": Decimal(3)}, "quantity": Decimal(2), "unit": "hour"}, "parts"),
    ],
)
def test_what_cannot_be_in_a_field_is_refused_by_its_name(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(FactInvalid) as refusal:
        fact(**fields)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"quantity": 0, "unit": "hour"}, {"quantity": Decimal(0)}),
        ({"quantity": 2, "unit": "hour", "parts": {"a": 1, "b": Decimal(1)}}, {"parts": {"a": 1, "b": 1}}),
        ({"tags": ["b", "a"]}, {"tags": ("b", "a")}),
        ({"registrations": ["nurse"]}, {"registrations": ("nurse",)}),
        ({"sessions": 1, "group_size": 1}, {"sessions": 1, "group_size": 1}),
        ({"until": DAY}, {"until": DAY}),
        ({"score": 8, "hours_per_week": 36}, {"score": Decimal(8), "hours_per_week": Decimal(36)}),
    ],
)
def test_what_can_be_in_a_field_is_kept_in_one_form(fields: dict[str, Any], kept: dict[str, Any]) -> None:
    made = fact(**fields)

    for name, value in kept.items():
        assert getattr(made, name) == value
        if isinstance(value, Mapping):
            assert {type(share) for share in getattr(made, name).values()} == {Decimal}
        else:
            assert type(getattr(made, name)) is type(value)


def test_what_a_fact_was_made_of_can_change_without_it() -> None:
    parts = {"a": Decimal(2)}
    made = fact(quantity=Decimal(2), unit="hour", parts=parts)
    parts["a"] = Decimal(9)

    assert made.parts == {"a": 2}
    with pytest.raises(TypeError):
        made.parts["a"] = Decimal(9)  # type: ignore[index]


@pytest.mark.parametrize(
    ("fields", "begin", "day", "span"),
    [
        ({}, DAY, DAY, Period(DAY, NEXT)),
        ({"on": None, "since": DAY, "until": DAY}, DAY, DAY, Period(DAY, NEXT)),
        ({"on": None, "since": date(2022, 5, 1), "until": DAY}, date(2022, 5, 1), DAY, Period(date(2022, 5, 1), NEXT)),
        ({"on": None, "since": DAY}, DAY, DAY, Period(DAY, date.max)),
        ({"since": date(2022, 5, 1)}, date(2022, 5, 1), DAY, Period(date(2022, 5, 1), date.max)),
        ({"until": NEXT}, DAY, NEXT, Period(DAY, date(2022, 5, 14))),
        ({"on": date.max}, date.max, date.max, Period(date.max, date.max)),
    ],
)
def test_a_fact_begins_ends_and_belongs_to_a_day(fields: dict[str, Any], begin: date, day: date, span: Period) -> None:
    made = fact(**fields)

    assert (made.begin, made.day, made.span) == (begin, day, span)


def test_one_thing_in_several_categories_is_one_happening() -> None:
    assert [fact(id=name).happening for name in ("x", "x/2", "x/2/3")] == ["x", "x", "x"]


def test_a_period_ends_no_sooner_than_it_starts_and_its_end_is_out() -> None:
    with pytest.raises(ValueError, match="cannot end on"):
        Period(NEXT, DAY)

    period = Period(DAY, NEXT)
    assert (DAY in period, NEXT in period, period.days, period.last_day) == (True, False, 1, DAY)


def test_a_dossier_keeps_its_cycles_in_order_and_each_fact_once() -> None:
    older, old = Period(date(2010, 1, 1), date(2015, 1, 1)), Period(date(2015, 1, 1), date(2020, 1, 1))
    person = Person(DAY)

    made = Dossier(person, CYCLE, [old, older], [fact()])  # type: ignore[arg-type]
    assert (made.earlier_cycles, made.facts) == ((older, old), (fact(),))
    with pytest.raises(FactInvalid) as refusal:
        Dossier(person, CYCLE, (), (fact(), fact(id="g"), fact(on=NEXT)))
    assert (refusal.value.fact_id, refusal.value.field) == ("f", "id")


def test_a_fact_without_an_id_is_named_so() -> None:
    with pytest.raises(FactInvalid) as refusal:
        fact(id="")

    assert refusal.value.sentence("nl").startswith("Feit (zonder id), veld id: ")
    assert refusal.value.sentence("en").startswith("Fact (no id), field id: ")
