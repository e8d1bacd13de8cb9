"""Legal terms end as the law counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.rules.periods import Length
from register.rules.terms import last_day

SIX_WEEKS = Length.parse("6 weeks")
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("made_known", "ends"),
    [
        ("2026-09-14", "2026-10-26"),  # across the end of summer time
        ("2026-11-13", "2026-12-28"),  # Christmas on a Friday, Boxing Day on a Saturday
        ("2026-11-20", "2027-01-04"),  # New Year's Day on a Friday
        ("2026-02-20", "2026-04-07"),  # Good Friday to Easter Monday
        ("2026-03-24", "2026-05-06"),  # 5 May, in a year that is no lustrum
        ("2028-02-29", "2028-04-11"),
        ("2026-04-03", "2026-05-15"),  # the day after Ascension is an ordinary day
    ],
)
def test_a_term_of_six_weeks_ends_on_a_working_day(made_known, ends):
    assert last_day(date.fromisoformat(made_known), SIX_WEEKS, legal=True) == date.fromisoformat(ends)


def test_a_day_named_by_decree_is_no_working_day():
    named = [date(2026, 5, 15)]
    assert last_day(date(2026, 4, 3), SIX_WEEKS, legal=True, closed_on=named) == date(2026, 5, 18)


def test_a_term_that_the_body_sets_itself_ends_on_its_day():
    assert last_day(date(2026, 11, 13), SIX_WEEKS, legal=False) == date(2026, 12, 25)


@pytest.mark.parametrize("length", ["13 weeks", "4 months", "85 days", "1 year"])
def test_a_term_of_more_than_twelve_weeks_or_three_months_ends_on_its_day(length):
    whole_week = [date(2026, 3, 2) + timedelta(days=n) for n in range(7)]
    assert [last_day(day, Length.parse(length), legal=True) for day in whole_week] == [
        Length.parse(length).after(day) for day in whole_week
    ]


@settings(deadline=None)  # the holidays of a new year are read once
@given(DAYS, st.sampled_from(["1 day", "2 weeks", "6 weeks", "12 weeks", "3 months"]))
def test_a_legal_term_never_ends_sooner_nor_a_week_later(day, length):
    nominal = Length.parse(length).after(day)
    ends = last_day(day, Length.parse(length), legal=True)
    assert nominal <= ends <= nominal + timedelta(days=6)
    assert ends.weekday() < 5
