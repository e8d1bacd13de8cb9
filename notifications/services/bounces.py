"""Bounces and complaints: what a report about a message means for its notice, and for the address of its reader."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from notifications.errors import AddressNotDead
from notifications.models import DeadAddress, Notice
from notifications.rules.bounces import Outcome, Report
from notifications.services.outcomes import note_arrival, note_return
from register.access import Actor
from register.models import Person, Registration
from register.services.events import record_event

logger = logging.getLogger(__name__)
DEADLY = {
    Outcome.BOUNCED: DeadAddress.Reason.BOUNCED,
    Outcome.COMPLAINED: DeadAddress.Reason.COMPLAINED,
}


@transaction.atomic
def take_report(*, report: Report, now: datetime, channel: str = "email") -> bool:
    """Take in what a mail server or mail service says about a message. Returns whether it changed anything.

    The same report again changes nothing. A bounce for good and a complaint make the address dead: the one that the
    message was sent to, or the one that the report names when it is about no message that is known here.
    """
    notice = _notice(report.token)
    if report.outcome is Outcome.DELIVERED:
        return notice is not None and note_arrival(notice=notice, now=now)
    changed = False
    if notice is not None and report.outcome in (Outcome.BOUNCED, Outcome.RETURNED):
        changed = note_return(notice=notice, detail=report.detail, now=now)
    address = (notice.sent_to if notice else "") or report.address
    if report.outcome in DEADLY and address:
        changed |= _found_dead(channel, address.lower(), notice, report, now)
    return changed


@transaction.atomic
def clear_dead_address(*, dead: DeadAddress, actor: Actor, now: datetime) -> None:
    """Use an address again, since it works after all. Raises AddressNotDead when it is in use."""
    if not DeadAddress.objects.filter(pk=dead.pk, cleared_at=None).update(cleared_at=now):
        raise AddressNotDead(
            nl="Dit adres is al vrijgegeven; er wordt weer post naar verstuurd.",
            en="This address has been cleared already; messages are sent to it again.",
        )
    _tell(dead, "address.cleared", actor, now)


def _notice(token: str) -> Notice | None:
    if not token:
        return None
    related = ("person", "registration__register", "event")
    return Notice.objects.select_related(*related).filter(message_id__startswith=f"<{token}@").first()


def _found_dead(channel: str, address: str, notice: Notice | None, report: Report, now: datetime) -> bool:
    person = notice.person if notice else Person.objects.filter(email__iexact=address).order_by("pk").first()
    if notice is None and person is None:  # somebody who hears nothing from us
        return False
    dead, created = DeadAddress.objects.get_or_create(
        channel=channel,
        address=address,
        cleared_at=None,
        defaults={
            "person": person,
            "notice": notice,
            "reason": DEADLY[report.outcome],
            "detail": report.detail,
            "found_at": now,
        },
    )
    if created:
        dead.refresh_from_db(fields=["uuid"])
        _tell(dead, "address.found-dead", None, now)
        logger.warning("address_found_dead dead=%s reason=%s", dead.uuid, dead.reason)
    return created


def _tell(dead: DeadAddress, kind: str, actor: Actor | None, now: datetime) -> None:
    """An event for each register that the person is on; for another reader, where the message was about."""
    for concerned in _concerned(dead, now):
        record_event(
            kind=kind,
            subject_type="dead-address",
            subject_uuid=dead.uuid,
            person_id=dead.person_id,
            actor=actor,
            now=now,
            data={"channel": dead.channel, "reason": dead.reason},
            **concerned,
        )


def _concerned(dead: DeadAddress, now: datetime) -> list[dict[str, int | None]]:
    going_on = Q(ended_before=None) | Q(ended_before__gt=now.date())
    registrations = Registration.objects.filter(going_on, person__isnull=False, person=dead.person_id)
    rows = registrations.order_by("register_id").values_list("register_id", "register__association_id").distinct()
    found: list[dict[str, int | None]] = [
        {"register_id": register, "organisation_id": association} for register, association in rows
    ]
    if not found and dead.notice is not None:
        concerns = dead.notice.concerns
        found.append({"register_id": concerns["register_id"], "organisation_id": concerns["organisation_id"]})
    return found
