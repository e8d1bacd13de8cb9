"""Attendance that a provider wants to take back after its term: the register office decides, once."""

from datetime import datetime

from django.db import transaction

from portfolio.errors import AttendanceChangeDecided
from portfolio.models import AttendanceChange
from portfolio.selectors.dossiers import registers_reading
from portfolio.services.corrections import take_back
from register.access import Actor, Permission
from register.errors import Forbidden
from register.models import Register
from register.reach import past_the_wall
from register.services.events import record_event

State = AttendanceChange.State


@transaction.atomic
@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def decide_change(
    *, change: AttendanceChange, accepted: bool, reason: str, decided_by: Actor, now: datetime
) -> AttendanceChange:
    """Accept, and the attendance is taken back, or refuse, and it stays. Providers and professionals read `reason`.

    Nobody decides about their own dossier; AttendanceChangeDecided when somebody was first.
    """
    own = registers_reading(change.entry) & decided_by.registers_with(Permission.CORRECT_LEDGER)
    if not own:
        raise Forbidden(
            nl="Dit is aan het bureau van een register dat deze presentie leest.",
            en="This is for the office of a register that reads this attendance.",
        )
    to = State.ACCEPTED if accepted else State.REFUSED
    moved = AttendanceChange.objects.filter(pk=change.pk, state=State.REQUESTED).update(
        state=to, reason=reason, decided_by_id=decided_by.user_id, decided_at=now
    )
    if not moved:
        raise AttendanceChangeDecided(nl="Over deze wijziging is al beslist.", en="This change was already decided on.")
    if accepted and not hasattr(change.entry, "reversed_by"):
        take_back(entry=change.entry, reason=reason, actor=decided_by, now=now)
    register = Register.objects.get(pk=min(own))
    record_event(
        kind=f"attendance.change-{to.lower()}",
        subject_type="attendance-change",
        subject_uuid=change.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=change.entry.person_id,
        actor=decided_by,
        now=now,
        data={"provider": str(change.batch.provider.uuid), "batch": str(change.batch.uuid)},
    )
    change.refresh_from_db(fields=["state", "reason", "decided_by", "decided_at"])
    return change
