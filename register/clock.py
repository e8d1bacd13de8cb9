"""The only place that reads the clock; called at the edge (api, tasks, management) and passed on."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, with time zone."""
    return timezone.now()


def today() -> date:
    """Today in the zone of the registers: a cycle ends at their midnight, not at UTC's."""
    return timezone.localdate(timezone=ZoneInfo(settings.REGISTER_TIME_ZONE))
