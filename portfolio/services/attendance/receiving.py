"""Taking in attendance, through any door: refused at once when it cannot be read, kept and booked by a worker else.

A look beforehand (`judge_rows` in `judging`) keeps nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.models import AttendanceMandate, GroupContact, Provider
from portfolio.errors import AttendanceMessageReused
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.encoding import refusal
from portfolio.services.attendance.handing_out import hand_out
from portfolio.services.attendance.lists import read_content
from portfolio.services.attendance.rows import GivenRow, rows_as_bytes
from register.access import Actor
from register.errors import constraint_of
from register.rules.national_numbers import CODE, EN, NL, national_numbers_in
from register.services.events import record_event

Message, Source = AttendanceBatch.Message, AttendanceBatch.Source


@dataclass(frozen=True, slots=True)
class Manner:
    """What a sender wants done with a list.

    ADD books the good rows; REPLACE also takes everybody off the editions it names who is not in it; WITHDRAW takes
    its rows back. `test` checks and reports only. `all_or_nothing` books nothing unless every row is good. `key` is
    the sender's own name for the message: used once, and the same content under it is answered by the first report.
    """

    message: str = Message.ADD
    test: bool = False
    all_or_nothing: bool = False
    key: str = ""


ADD = Manner()
SAME_WAY = ("mandate", "contact", "source", "message", "test", "all_or_nothing", "message_key")


def receive_attendance_list(
    *,
    provider: Provider,
    content: bytes,
    file_name: str,
    actor: Actor,
    now: datetime,
    manner: Manner = ADD,
    mandate: AttendanceMandate | None = None,
    contact: GroupContact | None = None,
) -> tuple[AttendanceBatch, bool]:
    """Keep a CSV file or a workbook and hand it to a worker. Returns the batch, and whether it is new.

    The same bytes from the same provider return the batch of the first time; one that was parked gets another try.
    AttendanceFileRefused when it cannot be read or there is no row; AttendanceMessageReused when the key was of
    another content. Then nothing is kept. Under a `mandate` or by the
    `contact` of a group, which hold today, only that course can be reported.
    """
    if any(national_numbers_in(file_name)):
        raise refusal("file name", CODE, NL, EN)
    given = read_content(content)
    return _keep(
        provider=provider,
        content=content,
        manner=manner,
        mandate=mandate,
        contact=contact,
        about={
            "source": given.source,
            "file_name": file_name,
            "encoding": given.encoding,
            "separator": given.separator,
        },
        count=given.count,
        actor=actor,
        now=now,
    )


def receive_rows(
    *,
    provider: Provider,
    rows: Sequence[GivenRow],
    source: str,
    actor: Actor,
    now: datetime,
    manner: Manner = ADD,
    mandate: AttendanceMandate | None = None,
    contact: GroupContact | None = None,
) -> tuple[AttendanceBatch, bool]:
    """Keep rows that another door has read (`source` JSON, XML or XAPI), as `receive_attendance_list` keeps files."""
    return _keep(
        provider=provider,
        content=rows_as_bytes(rows),
        manner=manner,
        mandate=mandate,
        contact=contact,
        about={"source": source},
        count=lambda: len(rows),
        actor=actor,
        now=now,
    )


@transaction.atomic
def _keep(
    *,
    provider: Provider,
    content: bytes,
    manner: Manner,
    mandate: AttendanceMandate | None,
    contact: GroupContact | None,
    about: dict[str, str],
    count: Callable[[], int],
    actor: Actor,
    now: datetime,
) -> tuple[AttendanceBatch, bool]:
    digest = hashlib.sha256(content).hexdigest()
    values: dict[str, Any] = {
        **about,
        "provider": provider,
        "mandate": mandate,
        "contact": contact,
        "digest": digest,
        "message": manner.message,
        "test": manner.test,
        "all_or_nothing": manner.all_or_nothing,
        "message_key": manner.key,
    }
    before = _before(values)
    if before is not None and not _something_changed_since(before):
        return _again(before), False
    rows = _count(count)
    try:
        with transaction.atomic():
            batch = AttendanceBatch.objects.create(
                **values,
                turn=before.turn + 1 if before else 0,
                content=content,
                total_lines=rows,
                received_at=now,
                received_by_id=actor.user_id,
            )
    except IntegrityError as error:
        if (sent_too := _before(values)) and sent_too != before:  # the same, at the same moment
            return sent_too, False
        if constraint_of(error) != "attendance_batch_one_per_key":
            raise
        raise AttendanceMessageReused(
            nl=f"De sleutel {manner.key} hoort bij een ander bericht. Geef dit bericht een eigen sleutel.",
            en=f"The key {manner.key} belongs to another message. Give this message a key of its own.",
        ) from error
    batch.refresh_from_db(fields=["uuid"])
    record_event(
        kind="attendance.received",
        subject_type="attendance-batch",
        subject_uuid=batch.uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
        data={"rows": rows, "digest": digest, "source": batch.source, "message": batch.message, "test": batch.test},
    )
    transaction.on_commit(lambda: _hand_out(batch))
    return batch, True


def _before(values: dict[str, Any]) -> AttendanceBatch | None:
    """The last time that this was sent in the same way."""
    same = {name: values[name] for name in ("provider", "digest", *SAME_WAY)}
    batch: AttendanceBatch | None = AttendanceBatch.objects.filter(**same).order_by("-turn").first()
    return batch


def _something_changed_since(batch: AttendanceBatch) -> bool:
    """Whether the provider sent what may have changed what this message would do. Under a key it never comes back."""
    later = AttendanceBatch.objects.filter(provider=batch.provider_id, pk__gt=batch.pk, test=False)
    if batch.message == Message.ADD and not batch.test:
        later = later.exclude(message=Message.ADD)
    return not batch.message_key and later.exists()


def _again(batch: AttendanceBatch) -> AttendanceBatch:
    parked = AttendanceBatch.objects.filter(pk=batch.pk, state=AttendanceBatch.State.PARKED)
    if parked.update(state=AttendanceBatch.State.PROCESSING, attempts=0):
        batch.refresh_from_db(fields=["state", "attempts"])
        transaction.on_commit(lambda: _hand_out(batch))
    return batch


def _hand_out(batch: AttendanceBatch) -> None:
    hand_out([batch.pk])


def _count(count: Callable[[], int]) -> int:
    if rows := count():
        return rows
    raise refusal(
        "row 1",
        "no-rows",
        "Er zijn geen regels. Zet elke deelnemer op een eigen regel.",
        "There are no rows. Put each participant in a row of their own.",
    )
