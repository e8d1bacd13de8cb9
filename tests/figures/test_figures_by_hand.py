"""Figures of a drawn population are those that are found by counting it one by one."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import quantiles
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portfolio.rules import suppression
from portfolio.selectors.figures.whole import FAMILIES, register_figures
from tests.factories.register import RegisterFactory
from tests.figures.board_population import END, ON, START, make_board

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(scope="module")
def board(django_db_setup, django_db_blocker):
    """Made once, and taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_board()
        transaction.set_rollback(True)


@pytest.fixture
def everything(monkeypatch):
    """No group is too small to be told."""
    monkeypatch.setattr(suppression, "SMALLEST", 0)


def tables_of(board, family):
    (found,) = register_figures(board.asked, families=[family])
    return {table.code: table for table in found.tables}


def counts(table, measure="count"):
    return Counter({row.code: row.figures[measure] for row in table.rows if row.figures[measure]})


def within(day):
    return day is not None and START <= day < END


def local(moment):
    return moment.astimezone(ZONE).date() if moment else None


def test_who_came_and_went(board, everything):
    tables = tables_of(board, "movement")
    joined = [one for one in board.registrations if within(one.registered_on)]
    left = [one for one in board.registrations if within(one.ended_before)]

    def there(day):
        return sum(
            one.registered_on <= day and (one.ended_before is None or one.ended_before > day)
            for one in board.registrations
        )

    stock = counts(tables["stock"])
    assert stock["before"] == there(START - timedelta(days=1))
    assert stock["after"] == there(END - timedelta(days=1)) == sum(counts(tables["statuses"]).values())
    assert stock["before"] + stock["joined"] - stock["left"] == stock["after"]
    assert counts(tables["joined"]) == Counter(f"{one.registered_on:%Y-%m}" for one in joined)
    assert counts(tables["left"]) == Counter(f"{one.ended_before:%Y-%m}" for one in left)
    why = {one.registration_id: one.value for one in board.statuses if one.value not in ("CONDITIONAL", "SUSPENDED")}
    assert counts(tables["left-why"]) == Counter(why.get(one.pk, "UNSTATED") for one in left)


def test_what_was_decided_and_objected_to(board, everything):
    renewals, objections = tables_of(board, "renewals"), tables_of(board, "objections")
    taken = [one for one in board.decisions if within(local(one.decided_at)) and one.state != "REPLACED"]
    received = [one for one in board.objections if within(local(one.received_at))]

    assert counts(renewals["outcomes"]) == Counter(one.result for one in taken)
    assert renewals["outcomes"].total == {"count": len(taken)}
    assert counts(renewals["by-rule"]) == Counter({"rule": len(taken)})
    opened = [one for one in board.renewals if within(local(one.opened_at))]
    assert counts(renewals["states"]) == Counter(one.state for one in opened)
    due = [one.effect["repairBy"] for one in board.decisions if one.effect and one.state != "REPLACED"]
    assert counts(renewals["conditions"]) == Counter(day[:7] for day in due if day >= str(ON))
    assert counts(objections["ended"]) == Counter(
        "WITHDRAWN" if one.withdrawn_at else one.outcome or "WAITING" for one in received
    )
    assert counts(objections["received"]) == Counter("late" if one.late else "in-time" for one in received)
    asked = [one for one in board.requests if within(local(one.asked_at))]
    assert counts(tables_of(board, "requests")["asked"]) == Counter(one.sort for one in asked)


def test_who_was_drawn_and_what_was_decided_on_it(board, everything):
    tables = tables_of(board, "audits")

    assert counts(tables["drawn"]) == Counter(one.state for one in board.audits if within(local(one.drawn_at)))
    assert counts(tables["decided"]) == Counter(one.result for one in board.verdicts if within(local(one.decided_at)))


def test_how_long_people_waited(board, everything):
    answers = {one.matter: one.decided_at for one in board.decisions}
    clocks = {
        "renewals": [(one.submitted_at, answers.get(one.uuid), one.decide_by) for one in board.renewals],
        "claims": [(one.submitted_at, one.decided_at, one.due_on) for one in board.claims],
        "objections": [(o.received_at, o.decided_at, o.due_on) for o in board.objections if not o.withdrawn_at],
    }
    rows = {row.code: row.figures for row in tables_of(board, "clocks")["terms"].rows}

    for name, spans in clocks.items():
        asked = [(local(a), local(b), due) for a, b, due in spans if a]
        done = [(b - a, b <= due) for a, b, due in asked if within(b)]
        waiting = [due for _, b, due in asked if b is None]
        tenths = quantiles([span.days for span, _ in done], n=10, method="inclusive")
        assert rows[name] == {
            "answered": len(done),
            "in-time": sum(good for _, good in done),
            "late": sum(not good for _, good in done),
            "median-days": tenth(tenths[4]),
            "p90-days": tenth(tenths[8]),
            "waiting": len(waiting),
            "overdue": sum(due < ON for due in waiting),
        }


def tenth(number):
    return Decimal(number).quantize(Decimal("0.1"))


def test_who_will_fall_short(board, everything):
    tables = tables_of(board, "forecast")
    known = [
        (one.cycle, one)
        for one in board.standings
        if one.cycle.starts_on <= ON < one.cycle.ends_before <= date(2028, 1, 1)
        and one.cycle.registration.registered_on <= ON
        and (one.cycle.registration.ended_before or END + timedelta(days=999)) > ON
    ]
    last = Counter(f"{cycle.ends_before - timedelta(days=1):%Y-%m}" for cycle, one in known if not one.met)
    missing = Counter(
        row["code"] for _, one in known for row in one.document["requirements"] if not row["met"] and not one.met
    )

    assert counts(tables["by-month"], "short") == last
    assert tables["by-month"].total["people"] == len(known)
    assert counts(tables["by-requirement"]) == missing


def test_who_took_part_in_what_and_where(board, everything):
    tables = tables_of(board, "participation")
    people = {one.person_id: one for one in board.registrations}
    by_category, by_place = defaultdict(set), defaultdict(set)
    activities = Counter()
    for entry in board.entries:
        mine = people[entry.person_id]
        on = entry.effective_on
        if not within(on) or mine.registered_on > on or (mine.ended_before and mine.ended_before <= on):
            continue
        category, place = board.worth.get(entry.edition_id, (entry.category, None))
        by_category[category].add(entry.person_id)
        activities[category] += 1
        if place:
            by_place[place].add(entry.person_id)

    assert counts(tables["by-category"], "people") == Counter({k: len(v) for k, v in by_category.items()})
    assert counts(tables["by-category"], "activities") == activities
    assert tables["by-category"].total["people"] == len(set().union(*by_category.values()))
    assert counts(tables["by-place"], "people") == Counter({k: len(v) for k, v in by_place.items()})


def test_what_participants_say(board, everything):
    marks = defaultdict(list)
    for one in board.answers:
        for code, mark in one.answers.items():
            if isinstance(mark, int):
                marks[f"{one.moment}:{code}"].append(Decimal(mark))

    rows = {row.code: row.figures for row in tables_of(board, "quality")["marks"].rows}

    assert rows == {
        code: {"mean": (sum(said) / len(said)).quantize(Decimal("0.1"), ROUND_HALF_UP), "answers": len(said)}
        for code, said in marks.items()
    }


def test_figures_cost_the_same_number_of_statements_for_nobody_and_for_many(board):
    found = []
    for register in (RegisterFactory(code="nova"), board.register):
        with CaptureQueriesContext(connection) as made:
            register_figures(replace(board.asked, register=register), families=FAMILIES)
        found.append(len(made))

    assert found[0] == found[1] <= 25
