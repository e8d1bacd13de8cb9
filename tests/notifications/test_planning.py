"""Planning: who gets a row, in which state, and that repeating it changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import Notice
from notifications.rules.milestones import Milestone
from notifications.selectors.planned import come_by
from notifications.services import planning
from notifications.services.deadlines import note_deadlines
from notifications.services.planning import plan_reminders
from register.catalogue import REMINDED, Status
from register.models import Regulation
from tests.factories.register import (
    NOW,
    CycleFactory,
    RegisterFactory,
    RegulationFactory,
    StatusChangeFactory,
)

pytestmark = pytest.mark.django_db

# The nurses' regulation: 12 months, 6 months and 1 month before the last day of the cycle, 28 February 2027.
HALF_A_YEAR_BEFORE = date(2026, 8, 28)


def plan(on: date = HALF_A_YEAR_BEFORE) -> int:
    return plan_reminders(on=on, now=NOW)


def test_a_milestone_that_has_come_becomes_one_queued_notice():
    cycle = CycleFactory()

    assert plan() == 1
    notice = Notice.objects.get()
    assert (notice.kind, notice.channel, notice.milestone) == ("cycle-reminder", "email", "earn:6 months")
    assert (notice.cycle, notice.person) == (cycle, cycle.registration.person)
    assert (notice.deadline_on, notice.due_on) == (date(2027, 2, 28), HALF_A_YEAR_BEFORE)
    assert (notice.state, notice.not_before, notice.attempts) == ("QUEUED", NOW, 0)


def test_planning_ten_times_a_day_and_every_day_plans_each_milestone_once():
    CycleFactory()

    for day in range(365 + 60):
        plan(date(2026, 2, 1) + timedelta(days=day))
        plan(date(2026, 2, 1) + timedelta(days=day))

    planned = Notice.objects.order_by("due_on").values_list("milestone", "due_on", "state")
    assert list(planned) == [
        ("earn:12 months", date(2026, 2, 28), "QUEUED"),
        ("earn:6 months", date(2026, 8, 28), "QUEUED"),
        ("earn:1 month", date(2027, 1, 28), "QUEUED"),
    ]


def test_a_clock_that_was_ahead_for_a_while_sends_nothing_early_and_plans_nothing_twice():
    CycleFactory()
    on_the_day = NOW + timedelta(days=90)
    assert plan_reminders(on=HALF_A_YEAR_BEFORE, now=on_the_day) == 1  # it is three months before that, in fact

    assert plan(HALF_A_YEAR_BEFORE - timedelta(days=90)) == 0
    assert not Notice.objects.filter(state="QUEUED", not_before__lte=NOW).exists()
    assert plan_reminders(on=HALF_A_YEAR_BEFORE, now=on_the_day) == 0
    assert Notice.objects.filter(state="QUEUED", not_before__lte=on_the_day).count() == 1


@pytest.mark.parametrize(("days_late", "planned"), [(-1, 0), (0, 1), (13, 1), (14, 0)])
def test_a_planner_that_was_down_catches_up_for_two_weeks(days_late, planned):
    CycleFactory()

    assert plan(HALF_A_YEAR_BEFORE + timedelta(days=days_late)) == planned


def test_the_same_notice_planned_again_from_an_empty_table_has_the_same_message_id():
    CycleFactory()
    plan()
    first = Notice.objects.get().message_id
    Notice.objects.all().delete()

    plan()

    assert Notice.objects.get().message_id == first
    assert first.endswith("@leerregister.example>")


def test_of_two_milestones_in_the_window_only_the_latest_is_queued():
    ending_in_june(["2 weeks", "10 days"])

    plan(date(2026, 6, 20))

    planned = Notice.objects.order_by("due_on").values_list("milestone", "state", "reason")
    assert list(planned) == [("earn:2 weeks", "SKIPPED", "REPLACED"), ("earn:10 days", "QUEUED", "")]


def test_after_the_deadline_a_late_planner_records_that_it_came_too_late():
    ending_in_june(["1 week"])

    plan(date(2026, 7, 2))

    assert list(Notice.objects.values_list("state", "reason")) == [("SKIPPED", "DEADLINE_PASSED")]


def test_a_milestone_before_the_cycle_began_is_none():
    ending_in_june(["2 weeks"], starts_on=date(2026, 6, 20))

    assert plan(date(2026, 6, 20)) == 0


def ending_in_june(befores, *, starts_on=date(2024, 7, 1), deadline="earn"):
    """A cycle that ends on 30 June 2026 under a regulation with these reminders."""
    register = RegisterFactory(code="reminding")
    reminders = [{"deadline": deadline, "before": before} for before in befores]
    regulation = RegulationFactory(register=register, source="", document={"reminders": reminders}, digest="x")
    return CycleFactory(
        registration__register=register, regulation=regulation, starts_on=starts_on, ends_before=date(2026, 7, 1)
    )


@pytest.mark.parametrize("status", Status)
def test_who_goes_on_and_is_not_suspended_is_reminded(status):
    cycle = CycleFactory()
    StatusChangeFactory(registration=cycle.registration, value=status, starts_on=HALF_A_YEAR_BEFORE)

    assert plan() == (1 if status in REMINDED else 0)


@pytest.mark.parametrize(("ended_before", "planned"), [(HALF_A_YEAR_BEFORE, 0), (date(2026, 8, 29), 1), (None, 1)])
def test_whose_registration_has_ended_is_not_reminded(ended_before, planned):
    CycleFactory(registration__ended_before=ended_before)

    assert plan() == planned


def test_a_closed_cycle_has_no_reminders():
    CycleFactory(state="CLOSED")

    assert plan() == 0


def test_each_cycle_follows_the_milestones_of_the_version_it_is_judged_by():
    old = ending_in_june(["1 month"]).regulation
    new = RegulationFactory(
        register=old.register,
        source="",
        document={"reminders": [{"deadline": "earn", "before": "2 months"}]},
        digest="y",
        in_force_from=date(2025, 1, 1),
    )
    judged_anew = CycleFactory(
        registration__register=old.register, regulation=new, starts_on=date(2025, 7, 1), ends_before=date(2026, 7, 1)
    )

    plan(date(2026, 4, 30))

    assert [notice.cycle for notice in Notice.objects.all()] == [judged_anew]


def test_a_deadline_that_the_standing_does_not_name_plans_nothing():
    ending_in_june(["1 month"], deadline="apply")

    assert plan(date(2026, 5, 30)) == 0


def test_the_number_of_statements_does_not_grow_with_the_number_of_people():
    CycleFactory()
    with CaptureQueriesContext(connection) as few:
        plan()
    CycleFactory.create_batch(20)
    with CaptureQueriesContext(connection) as many:
        assert plan() == 20

    assert len(many) == len(few)


def test_the_index_on_deadlines_serves_the_planner():
    many_cycles(like=CycleFactory())
    note_deadlines()
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE notifications_deadline, notifications_contactaddress, register_cycle, register_registration,"
            " register_statuschange"
        )
    plans = []

    def explain(execute, statement, values, many, context):
        with connection.connection.cursor() as cursor:
            rows = cursor.execute("EXPLAIN " + statement, values).fetchall()
            plans.append("\n".join(row[0] for row in rows))
        return execute(statement, values, many, context)

    regulation = Regulation.objects.get()
    with connection.execute_wrapper(explain):
        coming = [one for one in come_by(regulation.document, on=HALF_A_YEAR_BEFORE) if one.kind.deadline == "earn"]
        planning._plan(regulation.pk, coming, NOW)

    (plan,) = plans
    assert "deadline_by_day" in plan, plan
    assert "last_on = due.last_on" in plan
    assert "Seq Scan on notifications_deadline" not in plan


def many_cycles(*, like, count=20_000):
    """So many cycles on the same register, ending on any day of five years, and what the planner knows of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_person (given_name, prefix, family_name, email, language) "
            "SELECT 'P', '', n, n || '@person.example', 'nl' FROM generate_series(1, %s) n",
            [count],
        )
        cursor.execute(
            "INSERT INTO register_registration (register_id, person_id, number, registered_on) "
            "SELECT %s, id, 'n' || id, '2020-01-01' FROM register_person WHERE given_name = 'P'",
            [like.registration.register_id],
        )
        cursor.execute(
            "INSERT INTO register_cycle (registration_id, regulation_id, starts_on, ends_before, state) "
            "SELECT id, %s, '2021-01-01', date '2026-01-01' + (id * 7919 %% 1826)::int, 'OPEN' "
            "FROM register_registration WHERE number LIKE 'n%%'",
            [like.regulation_id],
        )
        cursor.execute("ANALYZE register_person, register_registration, register_cycle")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ends=st.lists(st.dates(date(2027, 1, 1), date(2028, 4, 30)), min_size=1, max_size=15, unique=True),
    befores=st.lists(
        st.sampled_from(["1 month", "6 months", "30 days", "26 weeks", "1 year"]), min_size=1, unique=True
    ),
    on=st.dates(date(2026, 8, 1), date(2028, 3, 1)),
)
def test_planning_finds_exactly_the_cycles_that_looking_at_each_would(reminding_cycles, ends, befores, on):
    cycles = reminding_cycles(ends, befores)

    plan_reminders(on=on, now=NOW)

    expected = set()
    for cycle in cycles:
        last_day = cycle.ends_before - timedelta(days=1)
        for before in befores:
            if on - timedelta(days=14) < Milestone("earn", before).due_on(last_day) <= on:
                expected.add((cycle.pk, f"earn:{before}"))
    assert set(Notice.objects.filter(cycle__in=cycles).values_list("cycle", "milestone")) == expected


@pytest.fixture
def reminding_cycles(db):
    """Makes a register of its own for each example: cycles with these ends, under a regulation with these reminders."""
    count = iter(range(10_000))

    def make(ends, befores):
        register = RegisterFactory(code=f"example-{next(count)}")
        reminders = [{"deadline": "earn", "before": before} for before in befores]
        regulation = RegulationFactory(register=register, source="", document={"reminders": reminders}, digest="x")
        return [
            CycleFactory(
                registration__register=register,
                regulation=regulation,
                starts_on=date(2022, 1, 1),
                ends_before=end,
            )
            for end in ends
        ]

    return make
