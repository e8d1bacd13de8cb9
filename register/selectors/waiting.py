"""How much waits, and for how long: what a monitor looks at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet


@dataclass(frozen=True, slots=True)
class Waiting:
    """`oldest_seconds` is the age of the oldest, 0 when nothing waits."""

    count: int
    oldest_seconds: float


def waiting(rows: QuerySet[Any], since: str, *, now: datetime) -> Waiting:
    """What waits in a table; `since` names the field that says from when on."""
    found = rows.order_by().aggregate(count=Count("pk"), first=Min(since))
    age = (now - found["first"]).total_seconds() if found["first"] else 0
    return Waiting(found["count"], max(age, 0.0))
