"""A course in the words of schema.org, and editions as a calendar, as others read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from accreditation.services.editions import cancel_edition, change_edition
from accreditation.services.meetings import cancel_meeting
from register.clock import today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory, MeetingFactory
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
LASTING = {"valid_before": date(2999, 1, 1)}
SOON = {"starts_on": today() + timedelta(days=10), "ends_on": today() + timedelta(days=11)}
BY = {"actor": None, "now": NOW}
# What schema.org says each type has, of what we tell.
PROPERTIES = {
    "Course": "courseCode educationalCredentialAwarded hasCourseInstance provider teaches inLanguage about audience "
    "timeRequired syllabusSections name description url identifier",
    "CourseInstance": "courseMode instructor location startDate endDate eventStatus eventAttendanceMode inLanguage "
    "organizer offers maximumAttendeeCapacity subEvent name identifier",
    "EducationEvent": "location startDate endDate eventStatus eventAttendanceMode name identifier",
    "Offer": "url offeredBy validThrough",
    "Organization": "identifier name",
    "Person": "name",
    "Audience": "audienceType",
    "Syllabus": "description",
    "Place": "name address geo",
    "PostalAddress": "addressLocality",
    "GeoCoordinates": "latitude longitude",
    "VirtualLocation": "url",
    "EducationalOccupationalCredential": "name credentialCategory recognizedBy",
}


@pytest.fixture
def course():
    course = CourseFactory(
        version__summary="Wonden.",
        version__programme="Ochtend.",
        version__objectives="U kiest.",
        version__target_group="Wijk",
        version__teachers=["A. de Vries"],
        version__languages=["nl"],
        version__study_load="1.5",
    )
    return AccreditationFactory(course=course, **LASTING).course


@pytest.fixture
def edition(course):
    return EditionFactory(course=course, code="E1", **SOON, online=True, latitude="52.1", longitude="5.1", capacity=9)


@pytest.fixture
def linked(anonymous, course):
    def read():
        answer = anonymous.get(f"/api/v1/catalogue/courses/{course.uuid}", headers={"Accept": "application/ld+json"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/ld+json")
        return answer.json()

    return read


@pytest.fixture
def events(anonymous):
    def read(address):
        answer = anonymous.get(f"/api/v1/catalogue/{address}/calendar")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        calendar = Calendar.from_ical(answer.content)
        assert calendar.errors == []
        return calendar, list(calendar.walk("VEVENT"))

    return read


def things(part):
    """Every typed thing within, itself included."""
    if isinstance(part, dict):
        if "@type" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from things(inner)


def test_only_types_and_properties_of_schema_org_are_used(linked, edition):
    MeetingFactory(edition=edition)
    found = list(things(linked()))

    assert {thing["@type"] for thing in found} == set(PROPERTIES)
    for thing in found:
        assert {key for key in thing if key[0] != "@"} <= set(PROPERTIES[thing["@type"]].split())


def test_a_course_tells_who_gives_it_and_what_it_brings(linked, course):
    told = linked()

    assert (told["@context"], told["@type"], told["courseCode"]) == ("https://schema.org", "Course", course.code)
    assert told["@id"] == f"http://testserver/api/v1/catalogue/courses/{course.uuid}"
    assert (told["provider"]["name"], told["timeRequired"]) == (course.provider.name, "PT90M")
    (credential,) = told["educationalCredentialAwarded"]
    assert (credential["name"], credential["credentialCategory"]) == ("6 point (Kwaliteitsregister)", "accredited")
    assert told["hasCourseInstance"] == []


def test_an_instance_tells_when_where_and_how(linked, edition):
    (instance,) = linked()["hasCourseInstance"]

    assert (instance["startDate"], instance["endDate"]) == tuple(day.isoformat() for day in SOON.values())
    assert instance["courseMode"] == "blended"
    assert instance["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [where["@type"] for where in instance["location"]] == ["Place", "VirtualLocation"]
    assert instance["location"][0]["geo"]["latitude"] == 52.1
    assert instance["maximumAttendeeCapacity"] == 9
    assert instance["offers"]["url"].endswith(f"/catalogue/editions/{edition.uuid}")


def test_an_instance_tells_that_it_moved_or_is_cancelled(linked, edition):
    def status():
        return linked()["hasCourseInstance"][0]["eventStatus"].rpartition("/")[2]

    assert status() == "EventScheduled"
    change_edition(edition=edition, changes={"place": "Ede"}, **BY)
    assert status() == "EventRescheduled"
    cancel_edition(edition=edition, reason="Ziek.", **BY)
    assert status() == "EventCancelled"


def test_json_is_what_is_given_when_nothing_is_asked(anonymous, course):
    page = f"/api/v1/catalogue/courses/{course.uuid}"

    assert anonymous.get(page)["Content-Type"] == "application/json"
    assert "Accept" in anonymous.get(page)["Vary"]
    assert anonymous.get(page, headers={"Accept": "text/csv"}).status_code == 406


def test_an_edition_without_meetings_is_its_days(events, edition):
    _, (event,) = events(f"editions/{edition.uuid}")

    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (str(edition.uuid), 0, "CONFIRMED")
    assert event.decoded("dtstart") == SOON["starts_on"]
    assert event.decoded("dtend") == SOON["ends_on"] + timedelta(days=1)
    assert event["SUMMARY"] == "Wondzorg"
    assert event["LOCATION"] == "Utrecht, online"
    assert "Kwaliteitsregister: 6 point (accredited)" in event["DESCRIPTION"]
    assert event["URL"].endswith(f"/catalogue/editions/{edition.uuid}")


def test_meetings_are_told_in_the_time_of_the_registers(events, course):
    edition = EditionFactory(course=course, starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 2))
    noon = datetime(2027, 7, 1, 10, tzinfo=UTC)
    MeetingFactory(edition=edition, title="Oefenen", starts_at=noon, ends_at=noon + timedelta(hours=2))

    calendar, (event,) = events(f"editions/{edition.uuid}")

    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event.decoded("dtstart") == datetime(2027, 7, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert event["SUMMARY"] == "Wondzorg: Oefenen"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_a_calendar_that_follows_sees_each_change(events, edition):
    meeting, other = MeetingFactory(edition=edition), MeetingFactory(edition=edition)

    def seen():
        return {
            event["UID"]: (event["SEQUENCE"], str(event["STATUS"])) for event in events(f"editions/{edition.uuid}")[1]
        }

    assert seen() == {str(meeting.uuid): (0, "CONFIRMED"), str(other.uuid): (0, "CONFIRMED")}
    cancel_meeting(meeting=meeting, reason="Ziek.", **BY)
    days = {name: day + timedelta(days=7) for name, day in SOON.items()}
    change_edition(edition=edition, changes=days, **BY)
    assert seen() == {str(meeting.uuid): (1, "CANCELLED"), str(other.uuid): (1, "CONFIRMED")}
    cancel_edition(edition=edition, reason="Te weinig mensen.", **BY)
    assert seen() == {str(meeting.uuid): (1, "CANCELLED"), str(other.uuid): (2, "CANCELLED")}


def test_the_calendar_of_a_course_has_its_editions_that_are_not_long_over(events, course, edition):
    EditionFactory(course=course)  # in 2025
    calendar, found = events(f"courses/{course.uuid}")

    assert [event["UID"] for event in found] == [str(edition.uuid)]
    assert (calendar["NAME"], calendar["METHOD"], calendar["VERSION"]) == ("Wondzorg", "PUBLISH", "2.0")


def test_signs_of_a_calendar_are_only_signs(events, anonymous):
    course = CourseFactory(title="A; B, C\\n", version__summary="Regel\nBEGIN:VEVENT")
    edition = EditionFactory(course=AccreditationFactory(course=course, **LASTING).course, **SOON)

    _, (event,) = events(f"editions/{edition.uuid}")

    assert event["SUMMARY"] == "A; B, C\\n"
    assert event["DESCRIPTION"].startswith("Regel\nBEGIN:VEVENT\n")
