"""Which reminders there are on a day, and for whom: what is planned, and what the office sees of days to come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from notifications.catalogue import DEADLINE_KINDS, KINDS, NoticeKind
from notifications.models import Notice
from notifications.rules.milestones import CATCH_UP, Due, closest, milestones_due, milestones_of
from portfolio.models import AuditRound, Renewal
from register.catalogue import REMINDED

ASKED = sorted({Renewal.State.SUBMITTED, Renewal.State.RETURNED, Renewal.State.COMPLETE, Renewal.State.DECIDED})
OF_AUDITS = frozenset({"reply", "repair"})
A_DAY = timedelta(days=1)

# The days are worked out beforehand (few: a window of two weeks for each milestone), so that the index on deadlines
# finds the rows by its bare columns. Who has asked for renewal needs no reminder to do so.
PLANNED = """
FROM unnest(%(kinds)s::text[], %(channels)s::text[], %(deadlines)s::text[], %(milestones)s::text[], %(lasts)s::date[],
    %(days)s::date[], %(seen)s::date[], %(reasons)s::text[])
    AS due (kind, channel, deadline, milestone, last_on, due_on, seen_on, reason)
JOIN notifications_deadline d
    ON d.regulation_id = %(regulation)s AND d.kind = due.deadline AND d.last_on = due.last_on
JOIN register_cycle c ON c.id = d.cycle_id
JOIN register_registration r ON r.id = c.registration_id
WHERE coalesce(d.begins_on, c.starts_on) <= due.due_on
    AND r.registered_on <= due.seen_on
    AND coalesce((
        SELECT s.value FROM register_statuschange s
        WHERE s.registration_id = r.id AND s.axis = 'registration' AND s.withdrawn_at IS NULL
            AND s.starts_on <= due.seen_on
        ORDER BY s.starts_on DESC LIMIT 1), 'REGISTERED') = ANY(%(reminded)s)
    AND (r.ended_before IS NULL OR r.ended_before > due.seen_on)
    AND NOT (d.kind = 'apply' AND EXISTS (
        SELECT FROM portfolio_renewal asked WHERE asked.cycle_id = c.id AND asked.state = ANY(%(asked)s)))
    AND (due.channel = 'email' OR EXISTS (
        SELECT FROM notifications_contactaddress a
        WHERE a.person_id = r.person_id AND a.channel = due.channel AND a.verified_at IS NOT NULL))
"""


@dataclass(frozen=True, slots=True)
class Coming:
    """A kind of notice that comes through a channel for everybody with one deadline, as seen on a day."""

    kind: NoticeKind
    channel: str
    due: Due
    seen_on: date

    @property
    def reason(self) -> str:
        """Why nothing is sent about it; empty when something is."""
        if self.due.deadline_on < self.seen_on:
            return "DEADLINE_PASSED"
        return "REPLACED" if self.due.replaced else ""


def come_by(document: Mapping[str, Any], *, on: date) -> list[Coming]:
    """What has come by the day under a regulation, and is recent enough to be told."""
    return list(_coming(document, on, CATCH_UP))


def coming_in(document: Mapping[str, Any], *, since: date, until: date) -> list[Coming]:
    """What comes on the days of a period, both included, when each day is planned in time."""
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return [one for day in days for one in _coming(document, day, A_DAY)]


def facts_of(regulation_id: int, coming: list[Coming]) -> dict[str, Any]:
    """What `PLANNED` asks for."""
    return {
        "regulation": regulation_id,
        "kinds": [one.kind.code for one in coming],
        "channels": [one.channel for one in coming],
        "deadlines": [one.kind.deadline for one in coming],
        "milestones": [one.due.milestone.key for one in coming],
        "lasts": [one.due.deadline_on for one in coming],
        "days": [one.due.due_on for one in coming],
        "seen": [one.seen_on for one in coming],
        "reasons": [one.reason for one in coming],
        "reminded": sorted(REMINDED),
        "asked": ASKED,
    }


def holds(notice: Notice, standing: Mapping[str, Any]) -> bool:
    """Whether the day that a reminder is about is still the last one: by the standing of its cycle, or the audit."""
    assert notice.deadline_on is not None
    if KINDS[notice.kind].deadline in OF_AUDITS:
        running = AuditRound.objects.filter(audit__cycle=notice.cycle_id, ended_at=None)
        return running.filter(reply_by=notice.deadline_on).exists()
    said = {"kind": KINDS[notice.kind].deadline, "on": notice.deadline_on.isoformat()}
    return said in standing["deadlines"]


def _coming(document: Mapping[str, Any], on: date, back: timedelta) -> Iterator[Coming]:
    for kind in DEADLINE_KINDS:
        milestones = milestones_of(document, kind.deadline)
        for due in milestones_due(milestones, on=on, back=back):
            urgent = due.milestone == closest(milestones, due.deadline_on)
            for channel in kind.all_channels if urgent else kind.channels:
                yield Coming(kind, channel, due, on)
