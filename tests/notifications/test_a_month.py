"""A month day by day over a generated register: who got what, against an expectation that counts it out by hand."""

import json
import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from notifications.channels.email import EmailChannel
from notifications.channels.interface import Channel
from notifications.models import Notice
from notifications.selectors.preview import Preview
from notifications.services import delivery
from notifications.services.delivery import deliver_notice
from notifications.services.planning import plan_reminders
from portfolio.models import LedgerEntry, Renewal
from portfolio.services.ledger import record_entry
from portfolio.services.standings import refresh_stale_standings
from register.models import Cycle, Register, Registration
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    StatusChangeFactory,
)
from tests.notifications.month_expected import CODES, SCHEDULES, Member, moved, words

pytestmark = pytest.mark.django_db

FIRST = date(2028, 2, 10)  # with a 29 February in it
MONTH = [FIRST + timedelta(n) for n in range(31)]
NOT_PLANNED = {2, 3, 8, 9, 10, 11, 12, 13}  # places in the month: beat was down, the machine was off
NOT_DELIVERED = {4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 22, 23}
PEOPLE = 150
BEFALLS = ["extended", "suspended", "left", "complete", "closed", "asked"]


def regulation(code):
    """Ten points, an extension that makes the window longer, and the deadlines and reminders of the schedule."""
    deadlines, reminders = [], []
    for kind, (counts_from, months, days, befores) in SCHEDULES[code].items():
        later = f" + {words(months, days)}" if months or days else ""
        if kind != "earn":
            deadlines.append({"kind": kind, "until": f"{counts_from} end{later}"})
        reminders += [{"deadline": kind, "before": words(*before)} for before in befores]
    document = {
        "register": code,
        "title": {"nl": code, "en": code},
        "source": "a test",
        "unit": "point",
        "in_force": {"from": "2015-01-01", "by": "cycle_end"},
        "cycle": {"starts": "registration", "length": "5 years"},
        "window": [{"extend": {"kind": "decision", "code": "extension", "on": {"from": "cycle start"}}}],
        "categories": {"course": {"nl": "Cursus", "en": "Course"}},
        "requirements": [
            {"code": "total", "label": {"nl": "Totaal", "en": "Total"}, "article": "art. 1", "at_least": 10}
        ],
        "reminders": reminders,
    } | ({"deadlines": deadlines} if deadlines else {})
    return RegulationFactory(register__code=code, source=json.dumps(document), in_force_from=date(2015, 1, 1))


def made_up(chance, regulations):
    """A member whose reminder falls somewhere around the month, mostly; and the rows for them."""
    code = chance.choice(sorted(SCHEDULES))
    kind = chance.choice(sorted(SCHEDULES[code]))
    _, months, days, befores = SCHEDULES[code][kind]
    before = chance.choice(befores)
    about = FIRST + timedelta(chance.randint(-16, 32))
    ends = moved(about, before[0] - months, before[1] - days) + timedelta(chance.randint(0, 3))
    member = Member(
        number=f"{chance.getrandbits(40):012d}",
        register=code,
        starts=moved(ends, -60) if chance.random() < 0.95 else about - timedelta(chance.randint(0, 9)),
        ends=ends,
        reachable=chance.random() < 0.95,
    )
    if chance.random() < 0.5:
        # Half of it soon after the day of a reminder, which may be planned by then and not yet sent.
        soon = min(max(about + timedelta(chance.randint(1, 3)), MONTH[0]), MONTH[-1])
        days = chance.choice([MONTH, [soon]])
        member.befalls = (chance.choice(BEFALLS), chance.choice(days))
    member.starts = min(member.starts, FIRST - timedelta(1), ends - timedelta(1))
    registration = RegistrationFactory(
        register=regulations[code].register,
        person=PersonFactory(**({} if member.reachable else {"email": ""})),
        number=member.number,
        registered_on=member.starts,
    )
    CycleFactory(
        registration=registration, regulation=regulations[code], starts_on=member.starts, ends_before=member.ends
    )
    return member


def befall(member, day):
    """Let happen what happens to a member on this day."""
    registration = Registration.objects.select_related("person").get(number=member.number)
    cycles = Cycle.objects.filter(registration=registration)
    match member.befalls[0]:
        case "suspended":
            StatusChangeFactory(registration=registration, value="SUSPENDED", starts_on=day)
        case "left":
            Registration.objects.filter(pk=registration.pk).update(ended_before=day)
        case "closed":
            cycles.update(state="CLOSED")
        case "asked":
            at = moment(day)
            Renewal.objects.create(
                cycle=cycles.get(),
                state="SUBMITTED",
                opened_at=at,
                submit_by=member.ends,
                submitted_at=at,
                in_time=True,
                decide_by=member.ends,
            )
        case "extended":
            fact(registration, day, kind="decision", code="extension", quantity=Decimal(2), unit="month", on=day)
        case "complete":
            on = min(day, member.ends - timedelta(1))
            fact(registration, day, kind="activity", category="course", quantity=Decimal(10), unit="point", on=on)


def fact(registration, day, **values):
    record_entry(
        person=registration.person,
        registration=registration,
        source_key=f"month/{registration.number}",
        validation=LedgerEntry.Validation.OFFICE,
        actor=None,
        now=moment(day),
        **values,
    )


def moment(day, hour=6):
    return datetime.combine(day, time(hour), UTC)


def ledger():
    """Who got what, and when: as the system wrote it down."""
    rows = Notice.objects.order_by("id").values_list(
        "registration__number", "kind", "milestone", "deadline_on", "state", "reason", "sent_at"
    )
    return {
        (number, kind, milestone, deadline): (state, reason, sent and sent.date())
        for number, kind, milestone, deadline, state, reason, sent in rows
    }


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


@pytest.fixture
def members():
    chance = random.Random(7)
    regulations = {code: regulation(code) for code in SCHEDULES}
    return [made_up(chance, regulations) for _ in range(PEOPLE)]


def test_in_a_month_everybody_hears_what_counting_by_hand_expects(members, mails):
    for place, day in enumerate(MONTH):
        for member in members:
            if member.befalls and member.befalls[1] == day:
                befall(member, day)
        if place not in NOT_PLANNED:
            refresh_stale_standings(on=day, now=moment(day))
            for _ in range(2):
                plan_reminders(on=day, now=moment(day))
            for member in members:
                member.plan(day)
        if place not in NOT_DELIVERED:
            for pk in Notice.objects.filter(state="QUEUED").order_by("due_on", "id").values_list("pk", flat=True):
                deliver_notice(notice_id=pk, on=day, clock=lambda day=day: moment(day, 7))
            for member in members:
                member.deliver(day)

    expected = {
        (member.number, CODES[kind], milestone, deadline): tuple(row)
        for member in members
        for (kind, milestone, deadline), row in member.heard.items()
    }
    assert sorted(ledger().items() ^ expected.items(), key=str) == []
    outcomes = Counter(reason or state for state, reason, _ in expected.values())
    assert len(mails) == outcomes["SENT"] > 50
    assert set(outcomes) == {
        "SENT",
        "MOVED",
        "REPLACED",
        "DEADLINE_PASSED",
        "NO_LONGER_APPLIES",
        "NOTHING_SHORT",
        "NO_ADDRESS",
    }


def test_the_preview_of_a_month_is_what_is_planned_when_nothing_happens(members):
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
    assert len(seen) > 50
