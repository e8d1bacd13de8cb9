"""Attendance lists at the same moment: nobody is booked twice, nobody waits for ever."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections

from portfolio.models import AttendanceBatch, AttendanceRow, LedgerEntry, StaleStanding
from portfolio.services.attendance import booking
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.receiving import Manner, receive_attendance_list
from register.models import Event
from tests.factories.accreditation import AccreditationPolicyFactory
from tests.factories.portfolio import make_members, make_school
from tests.factories.register import NOW, RegisterFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
THREADS = 8
PROVIDERS = 200


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    """No worker listens here: the tests call the booking themselves."""
    monkeypatch.setattr("portfolio.services.attendance.receiving.hand_out", lambda batch_ids: 1)


@pytest.fixture
def school():
    return make_school()


def at_once(jobs):
    """Run the jobs in threads that start together; the first error is raised here."""
    barrier = threading.Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait(timeout=10)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(timeout=120) for future in [pool.submit(run, job) for job in jobs]]


def book(batch_id):
    return book_attendance_list(batch_id=batch_id, clock=lambda: NOW)


def totals():
    rows = AttendanceBatch.objects.values_list("booked_rows", "known_rows", "refused_rows", "total_lines")
    return [sum(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("in_turn", [True, False], ids=["in turn", "even if turns were not kept"])
def test_the_same_people_in_eight_shuffled_lists_are_booked_once(school, settings, monkeypatch, in_turn):
    settings.ATTENDANCE_CHUNK_ROWS = 50
    if not in_turn:
        monkeypatch.setattr("portfolio.services.attendance.booking._wait_for_turn", lambda provider_id: None)
    numbers = make_members(school.register, 300)

    def send_and_book(seed):
        shuffled = random.Random(seed).sample(numbers, len(numbers))
        batch, new = receive_attendance_list(
            provider=school.provider, content=school.list_of(shuffled), file_name="", actor=school.actor, now=NOW
        )
        assert new
        while AttendanceBatch.objects.unfinished().filter(pk=batch.pk).exists():
            book(batch.pk)

    at_once([lambda seed=seed: send_and_book(seed) for seed in range(THREADS)])

    assert LedgerEntry.objects.count() == 300
    assert LedgerEntry.objects.values("person").distinct().count() == 300
    assert totals() == [300, 7 * 300, 0, 8 * 300]
    assert AttendanceRow.objects.filter(verdict="BOOKED").count() == 300
    assert Event.objects.filter(kind="attendance.reported").count() == THREADS


def test_the_same_people_in_lists_of_eight_providers_meet_without_a_deadlock(settings):
    settings.ATTENDANCE_CHUNK_ROWS = 50
    register = RegisterFactory()
    numbers = make_members(register, 200)
    schools = [make_school(register=register) for _ in range(THREADS)]
    batches = [
        school.send(school.list_of(random.Random(seed).sample(numbers, len(numbers))))
        for seed, school in enumerate(schools)
    ]

    done = at_once([lambda pk=batch.pk: book(pk) for batch in batches])

    assert done == [200] * THREADS
    assert LedgerEntry.objects.count() == 200 * THREADS
    assert StaleStanding.objects.count() == 200


def test_two_hundred_providers_post_lists_of_fifty_about_the_same_people(settings):
    settings.ATTENDANCE_CHUNK_ROWS = 20
    register = RegisterFactory()
    numbers = make_members(register, 150)
    schools = iter([make_school(register=register) for _ in range(PROVIDERS)])
    turn = threading.Lock()

    def send_and_book():
        done = 0
        while True:
            with turn:
                school = next(schools, None)
            if school is None:
                return done
            mine = random.Random(school.provider.pk).sample(numbers, 50)
            batch, _ = receive_attendance_list(
                provider=school.provider, content=school.list_of(mine), file_name="", actor=school.actor, now=NOW
            )
            done += book(batch.pk)

    done = at_once([send_and_book] * 16)

    assert sum(done) == LedgerEntry.objects.count() == PROVIDERS * 50
    assert totals() == [PROVIDERS * 50, 0, 0, PROVIDERS * 50]
    assert LedgerEntry.objects.values("person", "edition").distinct().count() == PROVIDERS * 50
    assert AttendanceBatch.objects.filter(state="DONE").count() == PROVIDERS


def test_a_list_is_added_to_and_replaced_at_the_same_moment(school):
    numbers = make_members(school.register, 40)
    AccreditationPolicyFactory(register=school.register, document={"attendance": {"changes_within_days": 3650}})
    book(school.send(school.list_of(numbers[:20])).pk)
    replacing = Manner(message="REPLACE")
    batches = [
        school.send(school.list_of(numbers[10:30]), manner=replacing),
        school.send(school.list_of(numbers[20:]), manner=replacing),
        school.send(school.list_of(numbers[5:25])),
    ]

    at_once([lambda pk=batch.pk: book(pk) for batch in batches])

    live = LedgerEntry.objects.live()
    assert live.count() == live.values("person").distinct().count()
    wanted = {frozenset(numbers[10:30]), frozenset(numbers[20:])}
    on_it = set(live.values_list("person__registrations__number", flat=True))
    assert any(last <= on_it <= last | set(numbers[5:25]) for last in wanted)


def test_rows_withdrawn_twice_at_the_same_moment_are_reversed_once(school, monkeypatch):
    monkeypatch.setattr("portfolio.services.attendance.booking._wait_for_turn", lambda provider_id: None)
    numbers = make_members(school.register, 50)
    AccreditationPolicyFactory(register=school.register, document={"attendance": {"changes_within_days": 3650}})
    book(school.send(school.list_of(numbers)).pk)
    batches = [
        school.send(school.list_of(random.Random(seed).sample(numbers, 50)), manner=Manner(message="WITHDRAW"))
        for seed in range(THREADS)
    ]

    at_once([lambda pk=batch.pk: book(pk) for batch in batches])

    assert LedgerEntry.objects.filter(reverses__isnull=False).count() == 50
    assert AttendanceRow.objects.filter(verdict="WITHDRAWN").count() == 50
    assert AttendanceRow.objects.filter(verdict="WITHDRAWN_BEFORE").count() == 50 * (THREADS - 1)


def test_one_file_sent_by_eight_at_the_same_moment_is_one_list(school):
    content = school.list_of(make_members(school.register, 20))

    def send():
        return receive_attendance_list(
            provider=school.provider, content=content, file_name="", actor=school.actor, now=NOW
        )

    sent = at_once([send] * THREADS)

    assert len({batch.pk for batch, _ in sent}) == 1
    assert sorted(new for _, new in sent) == [False] * (THREADS - 1) + [True]


def test_a_list_handed_to_eight_workers_is_booked_by_them_together_once(school, settings):
    settings.ATTENDANCE_CHUNK_ROWS = 10
    batch = school.send(school.list_of(make_members(school.register, 200)))

    done = at_once([lambda: book(batch.pk)] * THREADS)
    book(batch.pk)

    batch.refresh_from_db()
    assert sum(done) <= 200
    assert (batch.state, batch.processed_lines, batch.booked_rows) == ("DONE", 200, 200)
    assert AttendanceRow.objects.filter(batch=batch).count() == LedgerEntry.objects.count() == 200
    assert Event.objects.filter(kind="attendance.reported").count() == 1


def test_workers_who_come_while_a_run_is_at_work_do_not_count_as_runs_that_failed(school, monkeypatch):
    batch = school.send(school.list_of(make_members(school.register, 20)))
    book_chunk = booking._book_chunk
    worker = threading.current_thread()

    def with_others_at_the_door(*args):
        if threading.current_thread() is not worker:
            return None  # as for whoever finds the row held
        for _ in range(booking.ATTEMPTS + 1):
            assert at_once([lambda: book(batch.pk)]) == [0]
        return book_chunk(*args)

    monkeypatch.setattr(booking, "_book_chunk", with_others_at_the_door)

    assert book(batch.pk) == 20
    batch.refresh_from_db()
    assert (batch.state, batch.booked_rows) == ("DONE", 20)


def test_an_edition_booked_under_two_dates_at_once_counts_once(school):
    numbers = make_members(school.register, 100)
    batches = [school.send(school.list_of(numbers, day=date(2025, 5, day))) for day in (12, 13)]

    at_once([lambda pk=batch.pk: book(pk) for batch in batches])

    assert LedgerEntry.objects.count() == 100
    assert totals() == [100, 100, 0, 200]


@pytest.mark.parametrize(
    "fault", ["RAISE 'broken';", "PERFORM pg_terminate_backend(pg_backend_pid());"], ids=["error", "connection cut"]
)
def test_what_breaks_inside_a_chunk_leaves_whole_chunks_and_the_next_run_does_the_rest(school, settings, fault):
    settings.ATTENDANCE_CHUNK_ROWS = 40
    batch = school.send(school.list_of([*make_members(school.register, 100), "0404"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION break_line_60() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NEW.line = 60 THEN {fault} END IF; RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON portfolio_attendancerow "
            "FOR EACH ROW EXECUTE FUNCTION break_line_60()"
        )
    try:
        with pytest.raises(DatabaseError):
            book(batch.pk)
    finally:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION break_line_60 CASCADE")

    batch.refresh_from_db()
    assert (batch.processed_lines, batch.booked_rows, batch.attempts) == (40, 40, 0)
    assert AttendanceRow.objects.count() == LedgerEntry.objects.count() == 40

    assert book(batch.pk) == 61
    batch.refresh_from_db()
    assert (batch.state, batch.booked_rows, batch.refused_rows) == ("DONE", 100, 1)
    assert AttendanceRow.objects.count() == 101
    assert LedgerEntry.objects.count() == 100
