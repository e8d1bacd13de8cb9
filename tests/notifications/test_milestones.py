"""When a milestone falls, compared with a calendar counted out by hand and by brute force."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.rules.milestones import CATCH_UP, Milestone, milestones_due, milestones_in
from notifications.rules.retries import LONGEST_WAIT, MAX_ATTEMPTS, wait_after


@pytest.mark.parametrize(
    ("deadline", "before", "due"),
    [
        ("2026-08-28", "6 months", "2026-02-28"),
        ("2026-08-29", "6 months", "2026-02-28"),
        ("2026-08-30", "6 months", "2026-02-28"),
        ("2026-08-31", "6 months", "2026-02-28"),
        ("2028-08-29", "6 months", "2028-02-29"),
        ("2028-08-31", "6 months", "2028-02-29"),
        ("2026-12-31", "3 months", "2026-09-30"),
        ("2026-12-31", "2 months", "2026-10-31"),
        ("2027-03-31", "1 month", "2027-02-28"),
        ("2028-02-29", "1 year", "2027-02-28"),
        ("2028-02-29", "12 months", "2027-02-28"),
        ("2027-02-28", "12 months", "2026-02-28"),
        ("2026-03-01", "1 week", "2026-02-22"),
        ("2028-03-01", "1 week", "2028-02-23"),
        ("2026-03-31", "30 days", "2026-03-01"),
        ("2026-01-01", "1 day", "2025-12-31"),
    ],
)
def test_a_milestone_is_months_clamped_to_the_month_and_weeks_and_days_exactly(deadline, before, due):
    assert Milestone("earn", before).due_on(date.fromisoformat(deadline)) == date.fromisoformat(due)


def counted_back(deadline: date, number: int, unit: str) -> date:
    """The milestone's day, month by month."""
    if unit in ("days", "weeks"):
        return deadline - timedelta(days=number * {"days": 1, "weeks": 7}[unit])
    year, month = deadline.year, deadline.month
    for _ in range(number * (12 if unit == "years" else 1)):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, min(deadline.day, monthrange(year, month)[1]))


lengths = st.one_of(
    st.tuples(st.integers(0, 60), st.just("days")),
    st.tuples(st.integers(0, 20), st.just("weeks")),
    st.tuples(st.integers(0, 18), st.just("months")),
    st.tuples(st.integers(1, 2), st.just("years")),
)
days = st.dates(date(2023, 1, 1), date(2032, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2027, 2, 28), date(2028, 2, 29), date(2026, 4, 30), date(2026, 12, 31), date(2027, 1, 1)]
)


@given(reminders=st.lists(lengths, min_size=1, max_size=4, unique=True), on=days)
def test_what_is_due_is_what_counting_every_deadline_out_finds(reminders, on):
    found = milestones_due([Milestone("earn", f"{number} {unit}") for number, unit in reminders], on=on)

    expected = {}
    for deadline in (on + timedelta(days=n) for n in range(-20, 800)):
        come = {}
        for number, unit in reminders:
            due = counted_back(deadline, number, unit)
            if on - timedelta(days=14) < due <= on:
                come[f"earn:{number} {unit}"] = due
        for key, due in come.items():
            expected[key, deadline] = due
    assert {(each.milestone.key, each.deadline_on): each.due_on for each in found} == expected


@given(reminders=st.lists(lengths, min_size=1, max_size=4, unique=True), on=days)
def test_for_each_deadline_exactly_one_milestone_speaks_and_none_comes_after_it(reminders, on):
    found = milestones_due([Milestone("earn", f"{number} {unit}") for number, unit in reminders], on=on)

    for deadline in {each.deadline_on for each in found}:
        rows = [each for each in found if each.deadline_on == deadline]
        (speaks,) = [each for each in rows if not each.replaced]
        assert all(each.due_on <= speaks.due_on for each in rows)


@given(before=lengths, deadline=days)
def test_run_every_day_each_milestone_is_found_from_its_day_on_and_for_two_weeks(before, deadline):
    milestone = Milestone("earn", f"{before[0]} {before[1]}")
    due = counted_back(deadline, *before)

    def found_on(day: date) -> bool:
        return any(each.deadline_on == deadline for each in milestones_due([milestone], on=day))

    assert [found_on(due + timedelta(days=n)) for n in (-1, 0, 13, 14)] == [False, True, True, False]


def test_two_milestones_of_the_same_day_leave_the_shorter_one_to_speak():
    both = milestones_in({"reminders": [{"deadline": "earn", "before": b} for b in ("30 days", "1 month", "30 days")]})

    found = milestones_due(both, on=date(2026, 4, 1))

    same_day = [each for each in found if each.deadline_on == date(2026, 5, 1)]
    assert [(each.milestone.before, each.replaced) for each in same_day] == [("1 month", False), ("30 days", True)]


def test_the_waits_grow_and_together_outlast_a_day_and_then_end():
    waits = [wait_after(n, jitter=0) for n in range(1, MAX_ATTEMPTS)]

    assert waits == sorted(waits)
    assert sum(waits, timedelta()) > timedelta(days=1)
    assert max(wait_after(n, jitter=0.999) for n in range(1, MAX_ATTEMPTS)) < 1.2 * LONGEST_WAIT
    assert wait_after(MAX_ATTEMPTS, jitter=0.5) is None


def test_what_failed_together_does_not_come_back_together():
    assert len({wait_after(3, jitter=n / 10) for n in range(10)}) == 10


def test_the_window_to_catch_up_is_two_weeks():
    assert timedelta(days=14) == CATCH_UP
