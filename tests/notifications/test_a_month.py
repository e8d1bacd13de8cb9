"""A month day by day over a generated register: who got what, against an expectation that counts it out by hand."""

import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count

from notifications.catalogue.digests import DIGEST
from notifications.channels.email import EmailChannel
from notifications.channels.interface import Channel
from notifications.models import Notice
from notifications.selectors.preview import Preview
from notifications.services import delivery
from notifications.services.delivery import deliver_notice
from notifications.services.hearing import plan_event_notices
from notifications.services.planning import plan_reminders
from portfolio.services.standings import refresh_stale_standings
from register.models import Register
from tests.notifications.month_expected import CODES, SCHEDULES
from tests.notifications.month_people import FIRST, MONTH, let_pass, made_up, moment, regulation

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOT_PLANNED = {2, 3, 8, 9, 10, 11, 12, 13}  # places in the month: beat was down, the machine was off
NOT_DELIVERED = {4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 22, 23}
PEOPLE = 90
PEOPLE_OF_PREVIEW = 60
HOURS = (7, 12)  # in UTC; on the clock of the readers eight, the hour of digests, and one in the afternoon


def at(row):
    return row and (row.date(), row.astimezone(AMSTERDAM).hour)


def ledger():
    """Who got what, and when: as the system wrote it down."""
    rows = Notice.objects.filter(cycle__isnull=False).values_list(
        "registration__number", "kind", "milestone", "deadline_on", "state", "reason", "sent_at"
    )
    return {tuple(row[:4]): (*row[4:6], at(row[6])) for row in rows}


def digests():
    """Who got which digest, when, and of how many notices."""
    rows = Notice.objects.filter(kind=DIGEST).annotate(held=Count("parts"))
    found = rows.values_list("person__registrations__number", "due_on", "state", "sent_at", "held")
    return {tuple(row[:2]): (row[2], at(row[3]), row[4]) for row in found}


def summons():
    rows = Notice.objects.filter(kind="claim-refused")
    found = rows.values_list("person__registrations__number", "state", "sent_at")
    return {number: (state, at(sent)) for number, state, sent in found}


@pytest.fixture
def mails(monkeypatch):
    taken = []

    class Kept(EmailChannel):
        line = Channel.line
        lane = Channel.lane

        def send(self, message):
            taken.append(message)

    monkeypatch.setattr(delivery, "channel_named", lambda name: Kept())
    return taken


def people(count):
    chance = random.Random(2)
    regulations = {code: regulation(code) for code in SCHEDULES}
    return [made_up(chance, regulations) for _ in range(count)]


def test_in_a_month_everybody_hears_what_counting_by_hand_expects(mails):
    members = people(PEOPLE)
    for place, day in enumerate(MONTH):
        for member in members:
            let_pass(member, day)
        if place not in NOT_PLANNED:
            refresh_stale_standings(on=day, now=moment(day))
            plan_event_notices(on=day, now=moment(day))
            for _ in range(2):
                plan_reminders(on=day, now=moment(day))
            for member in members:
                member.plan(day)
                member.hear_summons(day)
        for hour in HOURS if place not in NOT_DELIVERED else ():
            now = moment(day, hour)
            waiting = Notice.objects.filter(state="QUEUED", not_before__lte=now).order_by("due_on", "id")
            for pk in waiting.values_list("pk", flat=True):
                deliver_notice(notice_id=pk, on=day, clock=lambda now=now: now)
            for member in members:
                member.deliver(day, now.astimezone(AMSTERDAM).hour)

    expected = {
        (member.number, CODES[kind], milestone, deadline): tuple(row)
        for member in members
        for (kind, milestone, deadline), row in member.heard.items()
    }
    assert sorted(ledger().items() ^ expected.items(), key=str) == []
    sent_digests = {
        (member.number, day): (state, sent, len(parts))
        for member in members
        for day, (parts, state, sent) in member.digests.items()
    }
    assert digests() == sent_digests
    heard_anyway = {member.number: tuple(row) for member in members for row in member.summons}
    assert summons() == heard_anyway
    outcomes = Counter(reason or state for state, reason, _ in expected.values())
    assert outcomes["SENT"] > 25
    assert outcomes["DIGESTED"] > 10
    others = [state for state, *_ in (*sent_digests.values(), *heard_anyway.values())]
    assert {"SENT", "SKIPPED"} <= set(others)
    assert len(mails) == outcomes["SENT"] + others.count("SENT")
    assert any(member.off and member.summons and member.summons[0][0] == "SENT" for member in members)
    assert set(outcomes) == {
        "SENT",
        "MOVED",
        "REPLACED",
        "DEADLINE_PASSED",
        "NO_LONGER_APPLIES",
        "NOTHING_SHORT",
        "NO_ADDRESS",
        "SWITCHED_OFF",
        "DIGESTED",
    }


def test_the_preview_of_a_month_is_what_is_planned_when_nothing_happens():
    people(PEOPLE_OF_PREVIEW)
    refresh_stale_standings(on=FIRST, now=moment(FIRST))
    plan_reminders(on=FIRST, now=moment(FIRST))
    Notice.objects.all().delete()
    seen, counted = set(), Counter()
    for register in Register.objects.filter(code__in=SCHEDULES):
        preview = Preview(register, since=MONTH[0], until=MONTH[-1])
        deadlines = list(preview.deadlines())
        about = preview.about(deadlines)
        seen |= {
            (one.cycle.registration.number, coming.milestone, one.last_on, coming.due_on, coming.reason)
            for one in deadlines
            for coming in about[one.pk]
        }
        counted += Counter({one.milestone: one.reminders + one.skipped for one in preview.counts()})

    for day in MONTH:
        plan_reminders(on=day, now=moment(day))

    rows = Notice.objects.filter(due_on__gte=FIRST).values_list(
        "registration__number", "milestone", "deadline_on", "due_on", "reason"
    )
    assert seen == set(rows)
    assert counted == Counter(row[1] for row in seen)
    assert len(seen) > 25
