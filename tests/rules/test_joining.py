"""Where the first cycle starts for those who join a register whose cycles begin on a day of the year."""

from datetime import date

import pytest

from register.rules.facts import Period
from register.rules.shipped import versions

CYCLE_FROM_2026 = Period(date(2026, 8, 1), date(2031, 8, 1))


@pytest.mark.parametrize("registered_on", [date(2025, 8, 2), date(2026, 6, 13), date(2026, 8, 1)])
def test_a_first_cycle_never_begins_before_the_registration(registered_on):
    (rules,) = versions("gdc")

    assert rules.first_cycle(registered_on, {"titles": ["nurse"]}) == CYCLE_FROM_2026
