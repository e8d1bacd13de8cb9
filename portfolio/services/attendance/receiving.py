"""Taking in an attendance list: refused at once when it cannot be read, kept otherwise and booked by a worker."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from accreditation.models import Provider
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.encoding import refusal
from portfolio.services.attendance.handing_out import hand_out
from portfolio.services.attendance.lists import AttendanceList, read_list
from register.access import Actor
from register.services.events import record_event


@transaction.atomic
def receive_attendance_list(
    *, provider: Provider, content: bytes, file_name: str, actor: Actor, now: datetime
) -> tuple[AttendanceBatch, bool]:
    """Keep a list and hand it to a worker. Returns the batch, and whether it is new.

    The same bytes from the same provider return the batch of the first time; one that was parked gets another try.
    AttendanceFileRefused when encoding, header or quotes are wrong, or there is no row; then nothing is kept.
    """
    digest = hashlib.sha256(content).hexdigest()
    if known := _known(provider, digest):
        return _again(known), False
    given = read_list(content)
    count = _count(given)
    try:
        with transaction.atomic():
            batch = AttendanceBatch.objects.create(
                provider=provider,
                file_name=file_name,
                digest=digest,
                content=content,
                encoding=given.encoding,
                separator=given.separator,
                total_lines=count,
                received_at=now,
                received_by_id=actor.user_id,
            )
    except IntegrityError:
        if known := _known(provider, digest):  # sent twice at the same moment
            return known, False
        raise
    batch.refresh_from_db(fields=["uuid"])
    record_event(
        kind="attendance.received",
        subject_type="attendance-batch",
        subject_uuid=batch.uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
        data={"rows": count, "digest": digest},
    )
    transaction.on_commit(lambda: _hand_out(batch))
    return batch, True


def _known(provider: Provider, digest: str) -> AttendanceBatch | None:
    batch: AttendanceBatch | None = AttendanceBatch.objects.filter(provider=provider, digest=digest).first()
    return batch


def _again(batch: AttendanceBatch) -> AttendanceBatch:
    parked = AttendanceBatch.objects.filter(pk=batch.pk, state=AttendanceBatch.State.PARKED)
    if parked.update(state=AttendanceBatch.State.PROCESSING, attempts=0):
        batch.refresh_from_db(fields=["state", "attempts"])
        transaction.on_commit(lambda: _hand_out(batch))
    return batch


def _hand_out(batch: AttendanceBatch) -> None:
    hand_out([batch.pk])


def _count(given: AttendanceList) -> int:
    count = given.count()
    if not count:
        raise refusal(
            f"row {given.header_line + 1}",
            "no-rows",
            "De lijst heeft een kopregel maar geen regels. Zet elke deelnemer op een eigen regel.",
            "The list has a header line but no rows. Put each participant in a row of their own.",
        )
    return count
