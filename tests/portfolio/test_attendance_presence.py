"""A course credited as a whole: what somebody must have attended of it, over any number of lists."""

from datetime import UTC, date, datetime, time

import pytest

from portfolio.models import LedgerEntry, Presence
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from tests.factories.accreditation import AccreditationFactory, AccreditationPolicyFactory, MeetingFactory
from tests.factories.portfolio import make_school
from tests.factories.register import NOW, RegisterFactory, RegistrationFactory
from tests.portfolio.attendance_desk import book

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2025, 5, 12), date(2025, 5, 13)


@pytest.fixture
def school():
    school = make_school()
    for code, day, hour in (("M1", FIRST, 7), ("M2", FIRST, 12), ("M3", SECOND, 7)):
        start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)  # nine o'clock in Utrecht is seven here
        MeetingFactory(edition=school.edition, code=code, starts_at=start)
    return school


@pytest.fixture
def member(school):
    return RegistrationFactory(register=school.register, number="0012345")


def rule(register, **attendance):
    AccreditationPolicyFactory(register=register, document={"attendance": attendance})


def told(school, *rows, **manner):
    given = [
        GivenRow(line, number="0012345", edition_code=school.edition.code, **row)
        for line, row in enumerate(rows, start=1)
    ]
    batch, _ = receive_rows(
        provider=school.provider, rows=given, source="JSON", actor=school.actor, now=NOW, manner=Manner(**manner)
    )
    return list(book(batch).rows.order_by("line").values_list("verdict", flat=True))


def at(code):
    return {"meeting_code": code}


def on(day):
    return {"attended_on": day}


def test_the_whole_is_booked_after_the_last_meeting_whichever_list_it_is_in(school, member):
    assert told(school, at("M1"), at("M3")) == ["PRESENT", "PRESENT"]
    assert not LedgerEntry.objects.exists()
    assert told(school, at("M3")) == ["KNOWN"]
    assert told(school, at("M2")) == ["BOOKED"]

    entry = LedgerEntry.objects.get()
    assert (entry.effective_on, entry.person) == (SECOND, member.person)
    assert told(school, at("M1"), {}) == ["KNOWN", "KNOWN"]
    assert LedgerEntry.objects.count() == 1


def test_a_list_with_all_meetings_books_once(school, member):
    assert told(school, at("M2"), at("M1"), at("M3"), at("M1")) == ["PRESENT", "PRESENT", "BOOKED", "duplicate-in-file"]
    assert LedgerEntry.objects.count() == 1


def test_a_day_stands_for_its_meetings(school, member):
    assert told(school, on(FIRST)) == ["PRESENT"]
    assert Presence.objects.count() == 2
    assert told(school, on(SECOND)) == ["BOOKED"]


def test_a_row_without_day_or_meeting_is_about_the_whole(school, member):
    assert told(school, {}) == ["BOOKED"]
    assert LedgerEntry.objects.get().effective_on == SECOND


def test_where_any_meeting_will_do_the_first_one_books(school, member):
    rule(school.register, presence="any")

    assert told(school, at("M2")) == ["BOOKED"]
    assert LedgerEntry.objects.get().effective_on == FIRST
    assert told(school, at("M1")) == ["KNOWN"]


def test_where_every_day_counts_one_meeting_of_each_will_do(school, member):
    rule(school.register, presence="all-days")

    assert told(school, at("M2"), at("M3")) == ["PRESENT", "BOOKED"]


def test_days_of_an_edition_without_meetings_count_where_every_day_does(school, member):
    rule(school.register, presence="all-days")
    school.edition.meetings.all().delete()

    assert told(school, on(FIRST)) == ["PRESENT"]
    assert told(school, on(SECOND)) == ["BOOKED"]


def test_a_meeting_that_was_cancelled_is_not_waited_for(school, member):
    school.edition.meetings.filter(code="M2").update(status="CANCELLED")

    assert told(school, at("M2")) == ["meeting-unknown"]
    assert told(school, at("M1"), at("M3")) == ["PRESENT", "BOOKED"]


def test_of_several_registers_the_strictest_rule_holds(school, member):
    other = RegisterFactory(code="nova")
    AccreditationFactory(course=school.edition.course, register=other)
    RegistrationFactory(person=member.person, register=other)
    rule(other, presence="any")

    assert told(school, at("M1")) == ["PRESENT"]


@pytest.mark.parametrize(
    ("minutes", "verdict"), [(0, "PRESENT"), (15, "PRESENT"), (16, "arrived-late"), (60, "arrived-late")]
)
def test_who_arrives_too_late_was_not_there(school, member, minutes, verdict):
    row = at("M1") | {"arrived_at": time(9 + minutes // 60, minutes % 60), "arrived_at_text": "later"}

    assert told(school, row) == [verdict]


def test_the_register_says_how_late_is_too_late(school, member):
    rule(school.register, late_minutes=0, presence="any")

    assert told(school, at("M1") | {"arrived_at": time(9, 1), "arrived_at_text": "09:01"}) == ["arrived-late"]
    assert told(school, at("M1") | {"arrived_at_text": "laat"}) == ["arrival-unreadable"]
    assert told(school, at("M1") | {"arrived_at": time(8, 50), "arrived_at_text": "08:50"}) == ["BOOKED"]


def test_attendance_is_reported_within_the_term_of_the_register(school, member):
    rule(school.register, accepted_within_days=(NOW.date() - SECOND).days)
    assert told(school, {}) == ["BOOKED"]


def test_attendance_after_the_term_is_too_late(school, member):
    rule(school.register, accepted_within_days=(NOW.date() - SECOND).days - 1)

    assert told(school, {}) == ["too-late"]


def test_a_presence_that_is_withdrawn_is_waited_for_again(school, member):
    rule(school.register, changes_within_days=3650)
    assert told(school, at("M1"), at("M2"), at("M3")) == ["PRESENT", "PRESENT", "BOOKED"]

    assert told(school, at("M2"), message="WITHDRAW") == ["WITHDRAWN"]
    assert not LedgerEntry.objects.live().exists()
    assert Presence.objects.count() == 2
    assert told(school, at("M2"), key="again") == ["BOOKED"]


def test_a_test_notes_no_presence(school, member):
    assert told(school, at("M1"), at("M2"), at("M3"), test=True) == ["ACCEPTED"] * 3
    assert not Presence.objects.exists()
