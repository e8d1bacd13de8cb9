"""A worker dies in the middle of a list: what is booked stays booked, the rest follows, nothing twice."""

import random
from contextlib import contextmanager

import psycopg
import pytest

from portfolio.models import AttendanceBatch, AttendanceRow, LedgerEntry
from portfolio.services.attendance.booking import PROVIDER_LOCK, book_attendance_list
from portfolio.services.attendance.receiving import Manner
from portfolio.tasks.attendance import resume_attendance_batches
from register.models import Event, JobRun
from tests.factories.portfolio import HEADER, make_members, make_school
from tests.factories.register import NOW, RegisterFactory
from tests.worker.processes import database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]
MEMBERS = 2500


def life_like_list(school, numbers):
    """Good rows with bad ones and repeats among them."""
    rows = [f"{number},{school.edition.code},2025-05-12" for number in numbers]
    rows += [f"9{n:07d},{school.edition.code},2025-05-12" for n in range(100)]
    rows += [f"{number},{school.edition.code},2025-05-11" for number in numbers[:100]]
    rows += [f"{number},{school.edition.code},13-05-2025" for number in numbers[:200]]
    random.Random(1).shuffle(rows)
    return "\n".join([HEADER, *rows, ""]).encode()


def report_of(batch):
    rows = AttendanceRow.objects.filter(batch=batch).order_by("line")
    return list(rows.values_list("line", "number", "attended_on", "person", "verdict"))


@contextmanager
def turn_of(provider):
    """Hold the turn to book lists of the provider: whoever books waits inside a chunk."""
    with psycopg.connect(database_url(), autocommit=True) as other, other.transaction():
        other.execute(PROVIDER_LOCK, [provider.pk])
        yield


def waiting_for_a_turn():
    with psycopg.connect(database_url(), autocommit=True) as other:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return other.execute(query).fetchone()[0]


@contextmanager
def report_held():
    """Whoever has booked and wants to write the report waits."""
    with psycopg.connect(database_url(), autocommit=True) as other, other.transaction():
        other.execute("LOCK TABLE portfolio_attendancerow IN SHARE MODE")
        yield


def waiting_to_report():
    with psycopg.connect(database_url(), autocommit=True) as other:
        query = "SELECT count(*) FROM pg_locks WHERE relation = 'portfolio_attendancerow'::regclass AND NOT granted"
        return other.execute(query).fetchone()[0]


@pytest.fixture
def undisturbed():
    """The report that a list gets when nothing happens, from a school of the same size."""
    school = make_school(register=RegisterFactory(code="nova"))
    numbers = make_members(school.register, MEMBERS, prefix="01")
    batch = school.send(life_like_list(school, numbers))
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)
    return [(line, day, verdict) for line, _, day, _, verdict in report_of(batch)]


def test_a_list_survives_its_worker_being_killed_inside_a_chunk(undisturbed, background):
    school = make_school()
    content = life_like_list(school, make_members(school.register, MEMBERS))
    before = LedgerEntry.objects.count()
    worker = background.worker(ATTENDANCE_CHUNK_ROWS="100")

    batch = school.send(content)  # committed, so it is handed out
    background.until(lambda: AttendanceBatch.objects.filter(pk=batch.pk, processed_lines__gt=0).exists())
    with turn_of(school.provider):
        background.until(waiting_for_a_turn)
        background.kill(worker)
        batch.refresh_from_db()
        assert 0 < batch.processed_lines < batch.total_lines
        assert batch.processed_lines % 100 == 0
        assert AttendanceRow.objects.filter(batch=batch).count() == batch.processed_lines
        assert LedgerEntry.objects.filter(batch=batch).count() == batch.booked_rows

    background.worker(ATTENDANCE_CHUNK_ROWS="100")
    background.until(lambda: not waiting_for_a_turn())
    resume_attendance_batches()
    background.until(lambda: AttendanceBatch.objects.filter(pk=batch.pk, state="DONE").exists())

    batch.refresh_from_db()
    assert (batch.booked_rows, batch.refused_rows, batch.known_rows) == (MEMBERS, 400, 0)
    assert LedgerEntry.objects.count() - before == MEMBERS
    assert LedgerEntry.objects.filter(batch=batch).values("person").distinct().count() == MEMBERS
    assert [(line, day, verdict) for line, _, day, _, verdict in report_of(batch)] == undisturbed
    assert Event.objects.filter(kind="attendance.reported", subject_uuid=batch.uuid).count() == 1


def test_all_or_nothing_leaves_nothing_when_its_worker_is_killed_and_everything_afterwards(background):
    school = make_school()
    numbers = make_members(school.register, 500)
    worker = background.worker(ATTENDANCE_CHUNK_ROWS="100")

    with report_held():
        batch = school.send(school.list_of(numbers), manner=Manner(all_or_nothing=True))
        background.until(waiting_to_report)  # all of it is booked, and not yet committed
        background.kill(worker)
    background.until(lambda: not waiting_to_report())
    assert not LedgerEntry.objects.filter(batch=batch).exists()
    assert not AttendanceRow.objects.filter(batch=batch).exists()

    background.worker(ATTENDANCE_CHUNK_ROWS="100")
    resume_attendance_batches()
    background.until(lambda: AttendanceBatch.objects.filter(pk=batch.pk, state="DONE").exists())
    assert LedgerEntry.objects.filter(batch=batch).count() == 500


def test_beat_finds_a_list_whose_message_was_lost(background, monkeypatch):
    monkeypatch.setattr("portfolio.services.attendance.receiving.hand_out", lambda batch_ids: 0)
    school = make_school()
    batch = school.send(school.list_of(make_members(school.register, 10)))

    background.worker()
    background.beat(SWEEP_SECONDS="1")
    background.until(lambda: AttendanceBatch.objects.filter(pk=batch.pk, state="DONE").exists())

    assert LedgerEntry.objects.filter(batch=batch).count() == 10
    assert JobRun.objects.filter(name="resume_attendance_batches", rows__gte=1).exists()
