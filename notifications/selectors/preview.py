"""Who will hear what in the days to come: the planner's own question, asked of later days, with nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from notifications.models import Deadline
from notifications.selectors.planned import PLANNED, coming_in, facts_of
from register.models import Register, Regulation
from register.reach import WHOLE, past_the_wall

# What is planned already is not to come any more.
NEW = """
    AND NOT EXISTS (
        SELECT FROM notifications_notice n
        WHERE n.event_id IS NULL AND n.registration_id = r.id AND n.cycle_id = c.id
            AND n.milestone = due.milestone AND n.deadline_on = due.last_on AND n.channel = due.channel)
"""
FOUND = f"SELECT d.id {PLANNED} {NEW}"
COUNTED = f"""
SELECT due.kind, due.channel, due.milestone, count(*) FILTER (WHERE due.reason = ''),
    count(*) FILTER (WHERE due.reason <> '')
{PLANNED} {NEW} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
OF_THESE = f"""
SELECT d.id, due.kind, due.channel, due.milestone, due.due_on, due.reason
{PLANNED} {NEW} AND d.id = ANY(%(these)s) ORDER BY due.due_on, due.milestone, due.channel
"""


@dataclass(frozen=True, slots=True)
class ComingReminder:
    """One reminder to come about a deadline. `reason` says why nothing will be sent; empty when something will."""

    kind: str
    channel: str
    milestone: str
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ComingCount:
    """How many reminders of a milestone come, and how many of them will be skipped."""

    kind: str
    channel: str
    milestone: str
    reminders: int
    skipped: int


class Preview:
    """The reminders of a register that come in a period, both days included, as things stand now.

    Each is looked at on its own day: by the statuses, ends and deadlines that are known for it. Whether something is
    still short is only seen when it is sent.
    """

    def __init__(self, register: Register, *, since: date, until: date) -> None:
        judging = Deadline.objects.filter(regulation=OuterRef("pk"))
        regulations = Regulation.objects.adopted().filter(Exists(judging), register=register)
        rows = regulations.order_by("id").values_list("id", "document")
        coming = {pk: coming_in(document, since=since, until=until) for pk, document in rows}
        self._facts = [facts_of(pk, found) for pk, found in coming.items() if found]

    def deadlines(self) -> QuerySet[Deadline]:
        """The deadlines that something comes about."""
        ids = sorted({row[0] for facts in self._facts for row in _rows(FOUND, facts)})
        in_one_array = RawSQL("SELECT unnest(%s::bigint[])", [ids])
        return Deadline.objects.filter(pk__in=in_one_array).select_related("cycle__registration")

    def counts(self) -> list[ComingCount]:
        """How many, by kind and milestone."""
        totals: dict[tuple[str, str, str], tuple[int, int]] = {}
        for facts in self._facts:
            for kind, channel, milestone, sent, skipped in _rows(COUNTED, facts):
                before = totals.get((kind, channel, milestone), (0, 0))
                totals[kind, channel, milestone] = before[0] + sent, before[1] + skipped
        return [ComingCount(*key, *counts) for key, counts in sorted(totals.items())]

    def about(self, deadlines: Iterable[Deadline]) -> dict[int, list[ComingReminder]]:
        """What comes about each of these, in order of day."""
        found: dict[int, list[ComingReminder]] = {one.pk: [] for one in deadlines}
        for facts in self._facts:
            for pk, *row in _rows(OF_THESE, facts | {"these": list(found)}):
                found[pk].append(ComingReminder(*row))
        return found


@past_the_wall(WHOLE)
def _rows(statement: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall()  # type: ignore[no-any-return]
