"""The days that a rule can refer to, and what happens where a person has no such day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, points, regulation, words
from test_document_refusals import problems_of

from register.rules.facts import Fact

SUBMISSION = {"kind": "declaration", "code": "sent"}
MANY = [
    Fact(id="b", kind="declaration", code="sent", on=date(2022, 5, 12)),
    Fact(id="a", kind="declaration", code="sent", on=date(2021, 3, 1)),
    Fact(id="c", kind="declaration", code="sent", on=date(2023, 1, 31)),
]


def day_of(said: Any, *facts: Fact, **person: Any) -> date | None:
    """The day that a deadline comes to: the first that is out."""
    rules = regulation(
        attributes={"trained": LABEL, "role": LABEL},
        window=[{"not_before": "2020-04-01"}, {"ends": "2024-10-01"}],
        deadlines=[{"kind": "record", "until": said}],
    )
    standing = rules.evaluate(dossier(facts, registered_on=date(2019, 6, 1), attributes=person), as_of=LAST_DAY)
    found = [one.on + timedelta(days=1) for one in standing.deadlines if one.kind == "record"]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2023-07-01", date(2023, 7, 1)),
        ("07-01", date(2020, 7, 1)),
        ("cycle start", CYCLE.start),
        ("cycle end", CYCLE.end),
        ("window start", date(2020, 4, 1)),
        ("window end", date(2024, 10, 1)),
        ("period start", date(2020, 4, 1)),
        ("period end", date(2024, 10, 1)),
        ("registration", date(2019, 6, 1)),
        ("judgement", LAST_DAY),
        ("cycle end - 6 months + 1 day", date(2024, 7, 2)),
        ("cycle start + 2 weeks", date(2020, 1, 15)),
        ([{"when": {"attributes": {"role": "head"}}, "is": "cycle end"}, {"is": "window end"}], date(2024, 10, 1)),
        ([{"when": {"attributes": {"role": "head"}}, "is": "cycle end"}], None),
    ],
)
def test_a_day_can_be_said_in_many_ways(said: Any, day: date | None) -> None:
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-01", date(2021, 4, 1)),
        (date(2021, 3, 1), date(2021, 4, 1)),
        ("some day", None),
        (2021, None),
        (None, None),
    ],
)
def test_a_day_in_an_attribute_is_read_where_it_is_one(value: object, day: date | None) -> None:
    assert day_of("attribute trained + 1 month", trained=value) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"first": SUBMISSION}, date(2021, 3, 1)),
        ({"last": SUBMISSION}, date(2023, 1, 31)),
        ({"last": SUBMISSION, "plus": "1 month"}, date(2023, 2, 28)),
        ({"first": SUBMISSION, "minus": "1 day"}, date(2021, 2, 28)),
        ({"first": {"kind": "exam"}}, None),
        ({"last": {"kind": "exam"}, "plus": "1 year"}, None),
    ],
)
def test_a_day_can_be_that_of_the_first_or_the_last_of_some_facts(said: Any, day: date | None) -> None:
    assert day_of(said, *MANY) == day


@pytest.mark.parametrize(("take", "day"), [("first", date(2021, 1, 1)), ("last", date(2022, 12, 31))])
def test_what_lasts_begins_on_its_first_day_and_ends_on_its_last(take: str, day: date) -> None:
    work = Fact(id="w", kind="work", since=date(2021, 1, 1), until=date(2022, 12, 31), quantity=Decimal(1), unit="hour")

    assert day_of({take: {"kind": "work"}}, work) == day


@pytest.mark.parametrize(
    ("again", "day"), [(date(2022, 1, 1), None), (date(2022, 1, 2), date(2022, 1, 2)), (date(2019, 12, 31), None)]
)
def test_a_gap_must_be_longer_than_the_length(again: date, day: date | None) -> None:
    def work(id: str, since: date, until: date) -> Fact:
        return Fact(id=id, kind="work", since=since, until=until, quantity=Decimal(1), unit="hour")

    spans = work("a", date(2019, 1, 1), date(2019, 12, 31)), work("b", again, date(2023, 1, 1))

    assert day_of({"after_gap": {"kind": "work"}, "longer_than": "2 years"}, *spans) == day


def test_the_period_of_a_requirement_is_the_one_being_judged() -> None:
    leaf = words(
        "r",
        of={"on": {"from": "period start + 1 month", "until": "period end - 1 month"}},
        for_each={"series": "calendar-year"},
        at_least=1,
    )
    given = [points(n, date(2022, month, 1), id=str(n)) for n, month in ((1, 1), (2, 2), (4, 11), (8, 12))]

    standing = regulation(requirements=[leaf]).evaluate(dossier(given), as_of=LAST_DAY)

    assert finding(standing, "r[2022]").counted == 6


@pytest.mark.parametrize("said", ["02-29", "2025-02-30", "13-01", "someday", "cycle en"])
def test_what_is_no_day_is_refused(said: str) -> None:
    (problem,) = problems_of(deadlines=[{"kind": "record", "until": said}])

    assert problem.code in ("bad-date", "wrong-form")
    assert problem.path.startswith("deadlines[0]")


def test_a_day_in_an_attribute_that_is_not_there_is_refused_with_the_nearest() -> None:
    (problem,) = problems_of(
        attributes={"trained_on": LABEL}, deadlines=[{"kind": "record", "until": "attribute traned_on"}]
    )

    assert (problem.code, problem.nearest) == ("unknown-attribute", "trained_on")
