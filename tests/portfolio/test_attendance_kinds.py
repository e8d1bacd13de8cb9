"""What each kind of course takes of a row, and what becomes of it."""

from datetime import UTC, date, datetime

import pytest

from accreditation.models import Course
from portfolio.models import AttendanceBatch, LedgerEntry, Presence
from portfolio.services.attendance.judging import judge_rows
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from tests.factories.accreditation import (
    AccreditationFactory,
    CourseFactory,
    EditionFactory,
    MeetingFactory,
    ModuleFactory,
)
from tests.factories.portfolio import make_school
from tests.factories.register import NOW, RegistrationFactory
from tests.portfolio.attendance_desk import book

pytestmark = pytest.mark.django_db
Kind = Course.Kind
FIRST, SECOND = date(2025, 5, 12), date(2025, 5, 13)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def member(school):
    return RegistrationFactory(register=school.register, number="0012345")


def course_of(school, kind):
    course = CourseFactory(provider=school.provider, kind=kind)
    AccreditationFactory(course=course, register=school.register)
    return course


def meeting_on(edition, day, code):
    start, end = (datetime(day.year, day.month, day.day, hour, tzinfo=UTC) for hour in (7, 10))
    return MeetingFactory(edition=edition, code=code, starts_at=start, ends_at=end)


def sent(school, *rows, source="JSON", **manner):
    """The verdicts on rows that were looked at, then sent and booked: both must agree."""
    given = [GivenRow(line, number="0012345", **row) for line, row in enumerate(rows, start=1)]
    looked = judge_rows(
        provider=school.provider,
        rows=given,
        source=source,
        message=manner.get("message", "ADD"),
        now=NOW,
    )
    batch, _ = receive_rows(
        provider=school.provider, rows=given, source=source, actor=school.actor, now=NOW, manner=Manner(**manner)
    )
    book(batch)
    told = list(batch.rows.filter(line__lte=len(rows)).order_by("line").values_list("verdict", flat=True))
    agreed = [
        "ACCEPTED" if verdict in ("BOOKED", "PRESENT", "WITHDRAWN", "ASKED_OFFICE") else verdict for verdict in told
    ]
    assert [each.verdict for each in looked] == agreed
    return told


def days():
    return list(LedgerEntry.objects.live().order_by("effective_on", "id").values_list("effective_on", flat=True))


@pytest.mark.parametrize(
    ("kind", "row", "verdict"),
    [
        (Kind.WHOLE, {"edition_code": "E"}, "BOOKED"),
        (Kind.WHOLE, {"course_code": "C", "edition_code": "E"}, "BOOKED"),
        (Kind.WHOLE, {"course_code": "C"}, "edition-missing"),
        (Kind.WHOLE, {}, "course-missing"),
        (Kind.WHOLE, {"course_code": "other", "edition_code": "E"}, "course-unknown"),
        (Kind.WHOLE, {"course_code": "C", "edition_code": "other"}, "edition-unknown"),
        (Kind.WHOLE, {"edition_code": "E", "module_code": "A"}, "module-not-expected"),
        (Kind.WHOLE, {"edition_code": "E", "meeting_code": "M9"}, "meeting-unknown"),
        (Kind.PER_MEETING, {"edition_code": "E", "meeting_code": "M1"}, "BOOKED"),
        (Kind.PER_MEETING, {"edition_code": "E", "attended_on": FIRST}, "BOOKED"),
        (Kind.PER_MEETING, {"edition_code": "E"}, "meeting-missing"),
        (Kind.PER_MEETING, {"edition_code": "E", "meeting_code": "M1", "attended_on": SECOND}, "date-without-meeting"),
        (Kind.PER_MEETING, {"course_code": "C", "meeting_code": "M1"}, "edition-missing"),
        (Kind.E_LEARNING, {"course_code": "C", "module_code": "A", "attended_on": FIRST}, "BOOKED"),
        (Kind.E_LEARNING, {"course_code": "C", "attended_on": FIRST}, "module-missing"),
        (Kind.E_LEARNING, {"course_code": "C", "module_code": "X", "attended_on": FIRST}, "module-unknown"),
        (Kind.E_LEARNING, {"course_code": "C", "module_code": "A"}, "date-missing"),
        (
            Kind.E_LEARNING,
            {"course_code": "C", "module_code": "A", "attended_on_text": "gisteren"},
            "date-unreadable",
        ),
        (
            Kind.E_LEARNING,
            {"course_code": "C", "meeting_code": "M1", "attended_on": FIRST},
            "meeting-not-expected",
        ),
        (Kind.PEER_GROUP, {"course_code": "C", "attended_on": FIRST}, "BOOKED"),
        (Kind.PEER_GROUP, {"course_code": "C"}, "date-missing"),
        (Kind.PEER_GROUP, {"course_code": "C", "attended_on": date(2026, 1, 16)}, "date-in-future"),
    ],
)
def test_a_row_names_what_its_kind_of_course_needs(school, member, kind, row, verdict):
    course = course_of(school, kind)
    names = {"C": course.code}
    if kind in (Kind.WHOLE, Kind.PER_MEETING):
        edition = EditionFactory(course=course)
        names["E"] = edition.code
    if kind == Kind.PER_MEETING:
        meeting_on(edition, FIRST, "M1")
        meeting_on(edition, SECOND, "M2")
    if kind == Kind.E_LEARNING:
        ModuleFactory(course=course, code="A")
        ModuleFactory(course=course, code="B")
    codes = {name: names.get(value, value) if name.endswith("_code") else value for name, value in row.items()}

    assert sent(school, codes) == [verdict]
    assert LedgerEntry.objects.count() == (verdict == "BOOKED")


def test_e_learning_takes_no_edition(school, member):
    course = course_of(school, Kind.E_LEARNING)
    edition = EditionFactory(course=course, place="", online=True)

    row = {"course_code": course.code, "edition_code": edition.code, "attended_on": FIRST}
    assert sent(school, row) == ["edition-not-expected"]


def test_the_xml_door_takes_no_date_of_a_physical_course(school, member):
    row = {"edition_code": school.edition.code, "attended_on": FIRST}

    assert sent(school, row, source="XML") == ["date-not-expected"]
    assert sent(school, {"edition_code": school.edition.code}, source="XML") == ["BOOKED"]


def test_everything_may_be_named_by_our_number(school, member):
    course = course_of(school, Kind.PER_MEETING)
    meeting = meeting_on(EditionFactory(course=course), FIRST, "M1")
    e_learning = course_of(school, Kind.E_LEARNING)
    module = ModuleFactory(course=e_learning)
    foreign = CourseFactory()

    assert sent(
        school,
        {"course_number": course.pk, "edition_number": meeting.edition.pk, "meeting_number": meeting.pk},
        {"course_number": e_learning.pk, "module_number": module.pk, "attended_on": FIRST},
        {"course_number": foreign.pk, "attended_on": FIRST},
    ) == ["BOOKED", "BOOKED", "course-unknown"]


def test_an_edition_code_of_two_courses_asks_for_the_course(school, member):
    other = course_of(school, Kind.WHOLE)
    EditionFactory(course=other, code=school.edition.code)

    assert sent(school, {"edition_code": school.edition.code}) == ["edition-ambiguous"]
    assert sent(school, {"edition_code": school.edition.code, "course_code": other.code}) == ["BOOKED"]
    assert LedgerEntry.objects.get().edition.course == other


def test_each_meeting_brings_credit_once(school, member):
    edition = EditionFactory(course=course_of(school, Kind.PER_MEETING))
    for day, code in ((FIRST, "M1"), (SECOND, "M2")):
        meeting_on(edition, day, code)
    first, second = ({"edition_code": edition.code, "meeting_code": code} for code in ("M1", "M2"))

    assert sent(school, first, second, first) == ["BOOKED", "BOOKED", "duplicate-in-file"]
    assert sent(school, second) == ["KNOWN"]
    assert days() == [FIRST, SECOND]


def test_the_same_module_on_a_day_counts_once_and_on_another_day_again(school, member):
    course = course_of(school, Kind.E_LEARNING)
    ModuleFactory(course=course, code="A")
    rows = [{"course_code": course.code, "attended_on": day} for day in (FIRST, FIRST, SECOND)]

    assert sent(school, *rows) == ["BOOKED", "duplicate-in-file", "BOOKED"]
    assert sent(school, {**rows[0], "module_code": "A"}) == ["KNOWN"]  # the only module need not be named
    assert days() == [FIRST, SECOND]
    assert {entry.edition.course for entry in LedgerEntry.objects.all()} == {course}


def test_a_peer_group_counts_each_day_it_met(school, member):
    course = course_of(school, Kind.PEER_GROUP)
    rows = [{"course_code": course.code, "attended_on": day} for day in (FIRST, SECOND)]

    assert sent(school, *rows) == ["BOOKED", "BOOKED"]
    assert sent(school, rows[1]) == ["KNOWN"]


def test_a_number_is_looked_for_in_the_registers_of_the_association(school, member):
    RegistrationFactory(register__code="nova", number="0012345")
    association = school.register.association
    row = {"edition_code": school.edition.code}

    assert sent(school, row) == ["number-ambiguous"]
    assert sent(school, {**row, "association_code": "atlantis"}) == ["association-unknown"]
    assert sent(school, {**row, "association_code": association.code}) == ["BOOKED"]


def test_looking_beforehand_keeps_nothing(school, member):
    rows = [GivenRow(1, number="0012345", edition_code=school.edition.code, attended_on=FIRST)]
    course = course_of(school, Kind.E_LEARNING)
    rows.append(GivenRow(2, number="0012345", course_code=course.code, attended_on=FIRST))

    looked = judge_rows(provider=school.provider, rows=rows, source="JSON", now=NOW)

    assert [each.verdict for each in looked] == ["ACCEPTED", "ACCEPTED"]
    assert looked[0].words("en")[0].startswith("Good")
    assert not AttendanceBatch.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert not Presence.objects.exists()
    assert not course.editions.exists()
