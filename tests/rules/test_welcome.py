"""When a message is welcome: never in quiet hours or on a holiday, and no later than it has to be."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.rules.welcome import DAILY, WEEKLY, Wishes, next_digest, welcome_at

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT = Wishes(quiet_from=time(21), quiet_until=time(8), holidays_of="NL")
CLOCKS = st.none() | st.tuples(*[st.times().map(lambda at: at.replace(second=0, microsecond=0))] * 2)
WISHES = st.builds(
    lambda zone, quiet, country, digest: Wishes(
        zone, *(quiet if quiet and quiet[0] != quiet[1] else (None, None)), country, digest
    ),
    st.sampled_from(["Europe/Amsterdam", "America/Curacao", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
    CLOCKS,
    st.sampled_from(["", "NL", "BE"]),
    st.sampled_from([DAILY, WEEKLY]),
)
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def local(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=AMSTERDAM, fold=fold)


def is_quiet(wishes: Wishes, moment: datetime) -> bool:
    """The definition, by itself: the wall clock lies in the hours, which may run over midnight."""
    clock = moment.astimezone(ZoneInfo(wishes.zone)).time().replace(fold=0)
    start, end = wishes.quiet_from, wishes.quiet_until
    if start is None or end is None:
        return False
    return start <= clock < end if start < end else not end <= clock < start


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (local(2026, 11, 20, 12), local(2026, 11, 20, 12)),
        (local(2026, 11, 20, 20, 59), local(2026, 11, 20, 20, 59)),
        (local(2026, 11, 20, 21), local(2026, 11, 21, 8)),
        (local(2026, 11, 21, 7, 59), local(2026, 11, 21, 8)),
        (local(2026, 12, 24, 22), local(2026, 12, 27, 8)),  # Christmas and the day after, and then the morning
        (local(2027, 4, 27, 12), local(2027, 4, 28, 8)),  # the King's day
    ],
)
def test_what_comes_at_night_or_on_a_holiday_waits_for_the_morning(asked, answer):
    assert welcome_at(NIGHT, asked) == answer


def test_where_the_clock_goes_back_the_hour_that_is_there_twice_is_quiet_twice():
    wishes = Wishes(quiet_from=time(1), quiet_until=time(2, 30))

    assert welcome_at(wishes, local(2026, 10, 25, 2, 10, fold=1)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("digest", "asked", "day"),
    [
        (DAILY, local(2026, 11, 20, 7, 59), date(2026, 11, 20)),
        (DAILY, local(2026, 11, 20, 8), date(2026, 11, 21)),
        (WEEKLY, local(2026, 11, 20, 12), date(2026, 11, 23)),
        (WEEKLY, local(2026, 11, 23, 8), date(2026, 11, 30)),
    ],
)
def test_a_digest_comes_at_eight_daily_or_on_monday(digest, asked, day):
    found, sent_at = next_digest(Wishes(digest=digest), asked)

    assert (found, sent_at) == (day, datetime.combine(day, time(8), AMSTERDAM))


@given(WISHES, MOMENTS)
def test_nothing_that_can_wait_comes_in_quiet_hours_and_nothing_waits_for_ever(wishes, moment):
    welcome = welcome_at(wishes, moment)
    day, sent_at = next_digest(wishes, moment)

    assert not is_quiet(wishes, welcome)
    assert not is_quiet(wishes, sent_at)
    assert moment <= welcome < moment + timedelta(days=7)
    assert welcome_at(wishes, welcome) == welcome
    assert moment < sent_at < moment + timedelta(days=15)
    assert next_digest(wishes, moment)[0] == day
    if not (wishes.holidays_of or is_quiet(wishes, moment)):
        assert welcome == moment


@given(WISHES, MOMENTS, MOMENTS)
def test_a_later_moment_is_never_welcome_earlier(wishes, one, other):
    first, last = sorted([one, other])

    assert welcome_at(wishes, first) <= welcome_at(wishes, last)
