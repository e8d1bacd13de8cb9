"""Booking a list: chunk after chunk, each in one transaction that also moves the place where a next run goes on."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from portfolio.models import AttendanceBatch
from portfolio.services.attendance.judging import arguments, judge
from portfolio.services.attendance.lists import rows_of_batch
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.settling import Counts, settle
from register.errors import constraint_of
from register.reach import past_the_wall
from register.services.events import record_event

logger = logging.getLogger(__name__)
ATTEMPTS = 3
# Each means that another list was ahead by a chunk, so they end.
CLASHES = 100
# Booked or taken back at this moment by somebody else, or its person was joined with another.
RETRIED = ("source_key", "reverses", "ledger_of_who_goes_on")
# One run of a list at a time, from its beginning to its end. The server lets go when the connection of a run is gone.
RUN_LOCK = "SELECT pg_try_advisory_lock(hashtextextended('run of attendance batch ' || %s, 0))"
RUN_OVER = "SELECT pg_advisory_unlock(hashtextextended('run of attendance batch ' || %s, 0))"
# One chunk of a provider at a time. Its editions are its own, so nobody else books them.
PROVIDER_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('attendance of provider ' || %s, 0))"


def book_attendance_list(*, batch_id: int, clock: Callable[[], datetime]) -> int:
    """Judge and book the rows of a list that are still to do; returns how many this run did.

    May run many times, also at once: whoever is first goes on, others leave. A run that dies leaves whole chunks; the
    next goes on after them. After three runs in which no chunk was done the list is parked.
    """
    with _alone(batch_id) as first:
        return _run(batch_id, clock) if first else 0


def _run(batch_id: int, clock: Callable[[], datetime]) -> int:
    if not _begin(batch_id, clock()):
        return 0
    rows, place, done, clashes = _rows(batch_id), 0, 0, 0
    while True:
        try:
            booked = _book_chunk(batch_id, rows, place, clock())
        except IntegrityError as error:
            clashes += 1
            if clashes > CLASHES or not any(name in constraint_of(error) for name in RETRIED):
                raise
            rows, place = _rows(batch_id), 0
            continue
        if booked is None:
            return done
        place, count = booked
        done, clashes = done + count, 0


@contextmanager
def _alone(batch_id: int) -> Iterator[bool]:
    """Whether no other run is at this list; if so, none begins before this one ends."""
    first = _asked(RUN_LOCK, batch_id)
    try:
        yield first
    finally:
        if first and connection.is_usable():
            _asked(RUN_OVER, batch_id)


def _asked(statement: str, batch_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [batch_id])
        return bool(cursor.fetchone()[0])


def _rows(batch_id: int) -> Iterator[GivenRow]:
    return rows_of_batch(AttendanceBatch.objects.defer(None).get(pk=batch_id))


@transaction.atomic
def _book_chunk(batch_id: int, rows: Iterator[GivenRow], place: int, now: datetime) -> tuple[int, int] | None:
    """Book the next chunk, `rows` being at `place`; returns where they are then and how many were done."""
    batch = _claim(batch_id)
    if batch is None:
        return None
    _wait_for_turn(batch.provider_id)
    begin = batch.processed_lines - place
    size = batch.total_lines if batch.undivided else settings.ATTENDANCE_CHUNK_ROWS
    counts = judge_and_book(batch=batch, rows=islice(rows, begin, begin + size), now=now)
    place = batch.processed_lines + counts.rows
    if not counts.rows or place > batch.total_lines:
        raise RuntimeError(f"attendance batch {batch_id}: {place} rows read, {batch.total_lines} received")
    AttendanceBatch.objects.filter(pk=batch_id).update(
        state=AttendanceBatch.State.PROCESSING,
        attempts=0,
        processed_lines=place,
        booked_rows=F("booked_rows") + counts.booked,
        known_rows=F("known_rows") + counts.known,
        noted_rows=F("noted_rows") + counts.noted,
        refused_rows=F("refused_rows") + counts.refused,
        removed_entries=F("removed_entries") + counts.removed,
    )
    if place == batch.total_lines:
        _finish(batch_id, now)
    return place, counts.rows


@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def judge_and_book(*, batch: AttendanceBatch, rows: Iterator[GivenRow], now: datetime) -> Counts:
    """Judge one chunk, do what the verdicts say and write its part of the report, in the caller's transaction.

    The caller holds the lock of the provider, so that nobody else books the same editions meanwhile.
    """
    given = arguments(
        provider_id=batch.provider_id,
        source=batch.source,
        message=batch.message,
        received_at=batch.received_at,
        mandate=batch.mandate,
        contact=batch.contact,
        batch_id=batch.pk,
    )
    with connection.cursor() as cursor:
        judge(cursor, rows, given, booked_at=None if batch.test else now)
        return settle(cursor, batch=batch, given=given, now=now)


def _begin(batch_id: int, now: datetime) -> bool:
    """Write down that a run begins, before anything can break it. False: nothing to do, or another run is at it."""
    with transaction.atomic():
        batch = _claim(batch_id)
        if batch is None:
            return False
        waiting = AttendanceBatch.objects.filter(pk=batch_id)
        if batch.attempts < ATTEMPTS:
            waiting.update(attempts=F("attempts") + 1)
            return True
        waiting.update(state=AttendanceBatch.State.PARKED)
        _record(batch, "attendance.parked", now)
    logger.error("attendance_parked batch=%s attempts=%s", batch_id, batch.attempts)
    return False


def _claim(batch_id: int) -> AttendanceBatch | None:
    """The batch, held until the end of the transaction; none when it is finished or another worker holds it."""
    unfinished = AttendanceBatch.objects.unfinished().filter(pk=batch_id)
    batch: AttendanceBatch | None = unfinished.select_for_update(skip_locked=True, no_key=True).first()
    return batch


def _wait_for_turn(provider_id: int) -> None:
    with connection.cursor() as cursor:
        # Other lists go first: chunks, each in a second or so, or one that is booked as a whole.
        cursor.execute("SET LOCAL lock_timeout = '15min'; SET LOCAL statement_timeout = '15min'")
        cursor.execute(PROVIDER_LOCK, [provider_id])


def _finish(batch_id: int, now: datetime) -> None:
    AttendanceBatch.objects.filter(pk=batch_id).update(state=AttendanceBatch.State.DONE, finished_at=now)
    _record(AttendanceBatch.objects.get(pk=batch_id), "attendance.reported", now)


def _record(batch: AttendanceBatch, kind: str, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="attendance-batch",
        subject_uuid=batch.uuid,
        organisation_id=batch.provider_id,
        actor=None,
        now=now,
        data={
            "rows": batch.total_lines,
            "booked": batch.booked_rows,
            "known": batch.known_rows,
            "noted": batch.noted_rows,
            "removed": batch.removed_entries,
            "refused": batch.refused_rows,
        },
    )
