"""What comes in evenly over days adds up over any stretch of days, as a count day by day has it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_strategies import HOW_MANY

from register.rules.facts import Period
from register.rules.flow import Arrival, Flow

FIRST = date(2024, 2, 20)


def days(start: int, length: int) -> Period:
    return Period(FIRST + timedelta(days=start), FIRST + timedelta(days=start + length))


PERIODS = st.builds(days, st.integers(-3, 20), st.integers(1, 9))
ARRIVALS = st.lists(st.tuples(PERIODS, st.fractions(0, 20, max_denominator=12)), min_size=1, max_size=5)


@settings(max_examples=2 * HOW_MANY, deadline=None)
@given(ARRIVALS, st.lists(PERIODS, min_size=1, max_size=4))
def test_stretches_relate_as_what_came_in_on_their_days(arrivals: list[Arrival], stretches: list[Period]) -> None:
    flow, whole = Flow.of(arrivals), days(-3, 40)

    def day_by_day(stretch: Period) -> Fraction:
        shares = [amount / period.days for period, amount in arrivals for n in range(period.days)
                  if period.start + timedelta(days=n) in stretch]  # fmt: skip
        return sum(shares, Fraction(0))

    total = sum(amount for _, amount in arrivals)
    assert (flow.inside(whole) > 0) is (total > 0)
    for stretch in stretches:
        assert flow.inside(stretch) * total == flow.inside(whole) * day_by_day(stretch)


def test_nothing_came_in_when_there_is_nothing() -> None:
    assert Flow.of([]).inside(days(0, 9)) == 0
