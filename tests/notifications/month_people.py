"""The people of a generated register, what they prefer, and what befalls them in the month."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from notifications.services.preferences import prefer, unsubscribe
from portfolio.models import LedgerEntry, Renewal
from portfolio.services.claims.deciding import decide_claim
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.models import Cycle, Registration
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    StatusChangeFactory,
    UserFactory,
)
from tests.notifications.month_expected import CODES, SCHEDULES, Member, moved, words

FIRST = date(2028, 2, 10)  # with a 29 February in it
MONTH = [FIRST + timedelta(n) for n in range(31)]
WISHES = {
    "quiet": {"quiet_from": time(7), "quiet_until": time(10)},
    "holiday": {"holidays_of": "US"},
    "daily": {"digest": "DAILY"},
    "weekly": {"digest": "WEEKLY"},
}
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
    wish(member, registration.person, chance, kind)
    return member


def wish(member, person, chance, kind):
    """Half of them prefer something; of some of those, something happens that they hear whatever they prefer."""
    if chance.random() < 0.5:
        return
    member.wish = chance.choice(["", *WISHES, "daily", "weekly"])
    if member.wish:
        prefer(person=person, changes=WISHES[member.wish], actor=None, now=moment(FIRST))
    if not member.wish or chance.random() < 0.3:
        member.off = (kind, chance.choice([date.min, *MONTH[1:20]]))
    if chance.random() < 0.2:
        member.summoned = chance.choice(MONTH[:20])


def let_pass(member, day):
    """What happens to a member on this day, what they prefer from then on, and what they have to hear."""
    off_now = member.off and max(member.off[1], FIRST) == day
    befalls_now = member.befalls and member.befalls[1] == day
    if not (off_now or befalls_now or member.summoned == day):
        return
    registration = Registration.objects.select_related("person").get(number=member.number)
    if off_now:
        unsubscribe(person=registration.person, kind=CODES[member.off[0]], channel="email", now=moment(day, 5))
    if member.summoned == day:
        decide_claim(
            claim=ClaimFactory(registration=registration),
            granted=False,
            quantity=None,
            reason="Geen bewijs.",
            decided_by=Actor(user_id=UserFactory().pk),
            now=moment(day, 5),
        )
    if befalls_now:
        befall(member, registration, day)


def befall(member, registration, day):
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
