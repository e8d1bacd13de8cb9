"""Reading the ledger as arrays."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from portfolio.services.measuring import BEGIN, days_of


def test_a_moment_falls_on_a_day_of_the_registers_own_time():
    around = [datetime(2024, month, day, 22, 30, tzinfo=UTC) for month in range(1, 13) for day in range(24, 29)]
    moments = [one + timedelta(minutes=30 * n, microseconds=-k) for one in around for n in range(5) for k in (0, 1)]
    sent = np.array([(one - BEGIN) // timedelta(microseconds=1) for one in moments], dtype=np.int64)

    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    assert days_of(sent).tolist() == [one.astimezone(zone).toordinal() for one in moments]
