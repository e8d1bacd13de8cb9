"""What becomes of the rows of an attendance list."""

from datetime import UTC, date, datetime

import pytest

from portfolio.models import AttendanceBatch, AttendanceRow, LedgerEntry, StaleStanding
from portfolio.services.attendance.booking import ATTEMPTS, book_attendance_list
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.attendance.words import WORDS
from portfolio.services.ledger import reverse_entry
from register.models import Event
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.portfolio import DAY, HEADER, LedgerEntryFactory, make_members, make_school
from tests.factories.register import NOW, RegisterFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def member(school):
    return RegistrationFactory(register=school.register, number="0012345")


def book(batch):
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)
    batch.refresh_from_db()
    return batch


def verdicts(batch):
    return list(AttendanceRow.objects.filter(batch=batch).order_by("line").values_list("line", "verdict"))


def verdict_of(school, row, *, columns=HEADER, now=NOW):
    ((_, verdict),) = verdicts(book(school.send(f"{columns}\n{row}\n".encode(), now=now)))
    return verdict


def test_a_good_row_becomes_one_entry_that_serves_every_registration_of_the_person(school, member):
    batch = book(school.send(school.list_of(["0012345"])))

    entry = LedgerEntry.objects.get()
    assert (entry.person, entry.registration, entry.edition) == (member.person, None, school.edition)
    assert (entry.kind, entry.effective_on, entry.category, entry.quantity, entry.unit) == (
        "activity",
        DAY,
        "",
        None,
        "",
    )
    assert (entry.validation, entry.batch, entry.recorded_at) == ("PROVIDER_REPORTED", batch, NOW)
    assert entry.recorded_by == school.sender
    assert entry.source_key == f"attendance/{school.edition.uuid}/{member.person.uuid}/0"
    assert (batch.state, batch.booked_rows, batch.processed_lines, batch.finished_at) == ("DONE", 1, 1, NOW)


def test_an_attendance_marks_every_standing_of_the_person(school, member):
    other = RegistrationFactory(person=member.person, register=RegisterFactory(code="nova"))
    StaleStanding.objects.all().delete()

    book(school.send(school.list_of(["0012345"])))

    assert set(StaleStanding.objects.values_list("registration", flat=True)) == {member.pk, other.pk}


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("0012345,{edition},2025-05-12", "BOOKED"),
        ("0012345,{edition},12-5-2025", "BOOKED"),
        (" 0012345 , {edition} , 2025-05-13 ", "BOOKED"),
        ("12345,{edition},2025-05-12", "number-unknown"),
        (",{edition},2025-05-12", "number-missing"),
        ("0012345,E-404,2025-05-12", "edition-unknown"),
        ("0012345,{edition},12 mei 2025", "date-unreadable"),
        ("0012345,{edition},2025-02-30", "date-unreadable"),
        ("0012345,{edition},", "BOOKED"),
        ("0012345,{edition},2026-01-16", "date-in-future"),
        ("0012345,{edition},9999-12-31", "date-in-future"),
        ("0012345,{edition},2025-05-11", "date-outside-edition"),
        ("0012345,{edition},2025-05-14", "date-outside-edition"),
        ("0012345,{edition}", "cells-do-not-fit"),
        ("0012345,{edition},2025-05-12,yes", "cells-do-not-fit"),
        ("0012345,{edition},2025-05-12,,", "BOOKED"),
    ],
)
def test_each_row_gets_its_verdict(school, member, row, verdict):
    assert verdict_of(school, row.format(edition=school.edition.code)) == verdict
    assert LedgerEntry.objects.count() == (verdict == "BOOKED")


def test_the_day_of_receipt_is_that_of_the_registers_not_of_utc(school, member):
    edition = EditionFactory(course=school.edition.course, starts_on=date(2025, 6, 1), ends_on=date(2025, 6, 3))
    row = f"0012345,{edition.code},2025-06-02"

    assert verdict_of(school, row, now=datetime(2025, 6, 1, 21, 59, tzinfo=UTC)) == "date-in-future"
    assert verdict_of(school, row + " ", now=datetime(2025, 6, 1, 22, 1, tzinfo=UTC)) == "BOOKED"


def test_someone_elses_edition_is_as_unknown_as_one_that_does_not_exist(school, member):
    others = make_school(register=school.register)

    assert verdict_of(school, f"0012345,{others.edition.code},2025-05-12") == "edition-unknown"


def test_a_person_must_have_been_registered_on_the_day(school):
    RegistrationFactory(register=school.register, number="1", registered_on=date(2025, 5, 13))
    RegistrationFactory(
        register=school.register, number="2", registered_on=date(2020, 1, 1), ended_before=date(2025, 5, 12)
    )
    RegistrationFactory(
        register=school.register, number="3", registered_on=date(2025, 5, 12), ended_before=date(2025, 5, 13)
    )
    batch = book(school.send(school.list_of("123")))

    assert verdicts(batch) == [(2, "not-registered-then"), (3, "not-registered-then"), (4, "BOOKED")]


def test_the_course_must_be_accredited_that_day_for_a_register_the_person_was_on(school, member):
    elsewhere = RegistrationFactory(register=RegisterFactory(code="nova"), number="77")
    assert verdict_of(school, f"{elsewhere.number},{school.edition.code},2025-05-12") == "not-accredited-then"

    course = CourseFactory(provider=school.provider)
    edition = EditionFactory(course=course)
    AccreditationFactory(course=course, register=school.register, valid_before=date(2025, 5, 13))
    assert verdict_of(school, f"0012345,{edition.code},2025-05-13") == "not-accredited-then"
    assert verdict_of(school, f"0012345,{edition.code},2025-05-12") == "BOOKED"


def test_any_register_of_the_person_will_do_whichever_number_was_given(school, member):
    RegistrationFactory(person=member.person, register=RegisterFactory(code="nova"), number="77")

    assert verdict_of(school, f"77,{school.edition.code},2025-05-12") == "BOOKED"
    assert verdict_of(school, f"0012345,{school.edition.code},2025-05-12") == "KNOWN"


def test_a_number_of_two_persons_asks_for_the_register(school, member):
    nova = RegisterFactory(code="nova")
    RegistrationFactory(register=nova, number="0012345")
    columns = HEADER + ",register"
    row = f"0012345,{school.edition.code},2025-05-12"

    assert verdict_of(school, row) == "number-ambiguous"
    assert verdict_of(school, row + ",", columns=columns) == "number-ambiguous"
    assert verdict_of(school, row + ",atlantis", columns=columns) == "register-unknown"
    assert verdict_of(school, row + ",nova", columns=columns) == "not-accredited-then"
    assert verdict_of(school, row + ",venvn", columns=columns) == "BOOKED"


def test_the_same_number_of_one_person_on_two_registers_is_not_ambiguous(school, member):
    RegistrationFactory(person=member.person, register=RegisterFactory(code="nova"), number="0012345")

    assert verdict_of(school, f"0012345,{school.edition.code},2025-05-12") == "BOOKED"


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_verdicts_do_not_depend_on_the_size_of_the_chunks(school, settings, chunk):
    settings.ATTENDANCE_CHUNK_ROWS = chunk
    numbers = make_members(school.register, 4)
    book(school.send(school.list_of(numbers[:1])))

    batch = book(school.send(school.list_of([*numbers[:3], "404", numbers[1], numbers[0], numbers[2], numbers[3]])))

    assert [verdict for _, verdict in verdicts(batch)] == [
        "KNOWN",
        "BOOKED",
        "BOOKED",
        "number-unknown",
        "duplicate-in-file",
        "KNOWN",
        "duplicate-in-file",
        "BOOKED",
    ]
    assert (batch.booked_rows, batch.known_rows, batch.refused_rows, batch.total_lines) == (3, 2, 3, 8)
    assert LedgerEntry.objects.count() == 4


def test_a_refused_row_does_not_make_a_later_good_one_a_duplicate(school, member):
    code = school.edition.code
    batch = book(school.send(f"{HEADER}\n0012345,{code},2024-01-01\n0012345,{code},2025-05-12\n".encode()))

    assert verdicts(batch) == [(2, "date-outside-edition"), (3, "BOOKED")]


def test_an_attendance_that_was_taken_back_can_be_reported_again_and_only_once(school, member):
    book(school.send(school.list_of(["0012345"])))
    reverse_entry(entry=LedgerEntry.objects.get(), reason="Was not there.", actor=school.actor, now=NOW)

    assert verdict_of(school, f"0012345,{school.edition.code},2025-05-13") == "BOOKED"
    assert verdict_of(school, f"0012345,{school.edition.code},13-05-2025") == "KNOWN"
    live = LedgerEntry.objects.live().get()
    assert live.effective_on == date(2025, 5, 13)
    assert live.source_key.endswith("/1")


def test_an_attendance_that_the_office_entered_is_known(school, member):
    LedgerEntryFactory(person=member.person, edition=school.edition, quantity=None, unit="", validation="OFFICE")

    assert verdict_of(school, f"0012345,{school.edition.code},2025-05-12") == "KNOWN"


def test_a_finished_list_is_reported_in_one_event_however_often_it_is_handed_out(school, member):
    batch = book(school.send(school.list_of(["0012345", "404"])))
    assert book_attendance_list(batch_id=batch.pk, clock=lambda: NOW) == 0

    event = Event.objects.get(kind="attendance.reported")
    assert (event.subject_uuid, event.organisation_id) == (batch.uuid, school.provider.pk)
    assert event.data == {"rows": 2, "booked": 1, "known": 0, "noted": 0, "refused": 1, "removed": 0}
    assert LedgerEntry.objects.count() == 1


def test_the_same_file_is_kept_once_per_provider(school, member):
    content = school.list_of(["0012345"])
    first = school.send(content)

    assert school.send(content, file_name="again.csv") == first
    assert make_school(register=school.register).send(content) != first
    assert AttendanceBatch.objects.count() == 2


def test_a_list_that_breaks_each_run_is_parked_until_it_is_sent_again(school, member, monkeypatch):
    batch = school.send(school.list_of(["0012345"]))
    with monkeypatch.context() as broken:
        broken.setattr("portfolio.services.attendance.booking.judge_and_book", lambda **_: 1 / 0)
        for _ in range(ATTEMPTS):
            with pytest.raises(ZeroDivisionError):
                book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)
    assert book(batch).state == "PARKED"
    assert not AttendanceBatch.objects.unfinished().exists()
    assert Event.objects.filter(kind="attendance.parked", subject_uuid=batch.uuid).count() == 1

    assert school.send(school.list_of(["0012345"])) == batch
    assert book(batch).state == "DONE"
    assert LedgerEntry.objects.count() == 1


def test_every_verdict_has_its_words_in_both_languages():
    assert set(WORDS) == set(Verdict)
    for verdict, words in WORDS.items():
        assert words.nl
        assert words.en
        assert bool(words.remedy_nl) == bool(words.remedy_en) == (verdict.refused or verdict is Verdict.HELD_BACK)
