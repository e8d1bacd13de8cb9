"""Who comes back gets a new registration, under the number they had, with a first cycle; taken back, it ends."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from portfolio.models import Decision
from register.access import Actor
from register.catalogue import Status
from register.models import Registration, RegistrationAttribute
from register.selectors import regulation_in_force, rules_of
from register.services.registrations import register_person
from register.services.statuses import set_status

DAY = timedelta(days=1)


def let_back_in(decision: Decision, *, actor: Actor | None, now: datetime) -> Registration:
    """Enter the person anew from the day of the decision on, with the properties they had when they left."""
    old, said = decision.registration, decision.effect["reEntry"]
    day = date.fromisoformat(said["registeredOn"])
    new = register_person(
        register=old.register,
        person=old.person,
        number=old.number,
        registered_on=day,
        attributes=_attributes(old, day),
        actor=actor,
        today=_day_of(now),
        now=now,
    )
    if said["status"] != Status.REGISTERED:
        set_status(
            registration=new, value=Status(said["status"]), starts_on=day, ground=decision.uuid, actor=actor, now=now
        )
    return new


def returned(decision: Decision) -> Registration | None:
    """The registration by which somebody came back; None where the decision is about something else."""
    said = decision.effect.get("reEntry")
    if said is None:
        return None
    old = decision.registration
    rows = Registration.objects.filter(register=old.register, person=old.person)
    return rows.filter(registered_on=date.fromisoformat(said["registeredOn"])).exclude(pk=old.pk).first()


def take_out_again(decision: Decision, *, by: Decision, actor: Actor | None, now: datetime) -> None:
    """End the registration by which somebody came back: what happened in it stays. Nothing when it ended already."""
    new = returned(decision)
    if new is None or new.ended_before is not None:
        return
    day = max(new.registered_on + DAY, _day_of(now))
    set_status(registration=new, value=Status.LAPSED, starts_on=day, ground=by.uuid, actor=actor, now=now)


def _attributes(old: Registration, day: date) -> dict[str, object]:
    """What was known of the person when they left, as far as the rules of now read it."""
    regulation = regulation_in_force(old.register, on=day)
    known = (rules_of(regulation).document.get("attributes") or {}) if regulation else {}
    last = (old.ended_before or day) - DAY
    rows = RegistrationAttribute.objects.filter(registration=old, name__in=list(known), starts_on__lte=last)
    return {row.name: row.value for row in rows.order_by("starts_on") if not row.ends_before or row.ends_before > last}


def _day_of(now: datetime) -> date:
    return now.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
