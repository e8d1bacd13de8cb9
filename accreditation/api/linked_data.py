"""A course of the catalogue in the words of schema.org, as search engines and other catalogues read it (JSON-LD)."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from rest_framework.renderers import JSONRenderer

from accreditation.models import Accreditation, Course, Edition, Meeting, Provider
from accreditation.models.edition import Status
from accreditation.services.meetings import local

MEDIA_TYPE = "application/ld+json"
SCHEMA_ORG = "https://schema.org"
EVENT_STATUS = {
    Status.PLANNED: f"{SCHEMA_ORG}/EventScheduled",
    Status.MOVED: f"{SCHEMA_ORG}/EventRescheduled",
    Status.CANCELLED: f"{SCHEMA_ORG}/EventCancelled",
}
# What schema.org calls an attendance mode, and what a course mode.
MODES = {
    "online": "OnlineEventAttendanceMode",
    "onsite": "OfflineEventAttendanceMode",
    "blended": "MixedEventAttendanceMode",
}
AddressOf = Callable[[str, UUID], str]


class LinkedDataRenderer(JSONRenderer):
    """JSON under the name that tells readers of linked data to look."""

    media_type = MEDIA_TYPE
    format = "jsonld"


def course_as_linked_data(course: Course, editions: Iterable[Edition], address_of: AddressOf) -> dict[str, Any]:
    """A `Course` with a `CourseInstance` for each edition. `address_of` gives the page of a route and a uuid."""
    version = course.newest
    return {
        "@context": SCHEMA_ORG,
        "@type": "Course",
        "@id": address_of("catalogue-course", course.uuid),
        "url": address_of("catalogue-course", course.uuid),
        "identifier": str(course.uuid),
        "courseCode": course.code,
        "name": version.title,
        "description": version.summary or version.title,
        "provider": _organisation(course.provider),
        "educationalCredentialAwarded": [_credential(one) for one in course.accreditations.all()],
        "hasCourseInstance": [_instance(edition, address_of) for edition in editions],
    } | _told(
        teaches=version.objectives,
        inLanguage=version.languages,
        about=version.competences,
        audience=version.target_group and {"@type": "Audience", "audienceType": version.target_group},
        timeRequired=version.study_load and f"PT{round(version.study_load * 60)}M",
        syllabusSections=version.programme and [{"@type": "Syllabus", "description": version.programme}],
    )


def _instance(edition: Edition, address_of: AddressOf) -> dict[str, Any]:
    mode = _mode(edition)
    return {
        "@type": "CourseInstance",
        "@id": address_of("catalogue-edition", edition.uuid),
        "identifier": edition.code,
        "name": edition.version.title,
        "courseMode": mode,
        "eventAttendanceMode": f"{SCHEMA_ORG}/{MODES[mode]}",
        "eventStatus": EVENT_STATUS[Status(edition.status)],
        "startDate": edition.starts_on.isoformat(),
        "endDate": edition.ends_on.isoformat(),
        "inLanguage": edition.language,
        "location": _locations(edition, address_of("catalogue-edition", edition.uuid)),
        "organizer": _organisation(edition.course.provider),
        "offers": {
            "@type": "Offer",
            "url": address_of("catalogue-edition", edition.uuid),
            "offeredBy": _organisation(edition.course.provider),
            "validThrough": edition.ends_on.isoformat(),
        },
    } | _told(
        maximumAttendeeCapacity=edition.capacity,
        instructor=[{"@type": "Person", "name": name} for name in edition.version.teachers],
        subEvent=[_meeting(one, edition, address_of) for one in edition.meetings.all()],
    )


def _meeting(meeting: Meeting, edition: Edition, address_of: AddressOf) -> dict[str, Any]:
    return {
        "@type": "EducationEvent",
        "identifier": meeting.code,
        "name": meeting.title or edition.version.title,
        "eventAttendanceMode": f"{SCHEMA_ORG}/{MODES[_mode(meeting)]}",
        "eventStatus": EVENT_STATUS[Status(meeting.status)],
        "startDate": local(meeting.starts_at).isoformat(),
        "endDate": local(meeting.ends_at).isoformat(),
        "location": _locations(meeting, address_of("catalogue-edition", edition.uuid)),
    }


def _mode(given: Edition | Meeting) -> str:
    return ("blended" if given.place else "online") if given.online else "onsite"


def _locations(given: Edition | Meeting, address: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if given.place:
        town = {"@type": "PostalAddress", "addressLocality": given.place}
        places.append({"@type": "Place", "name": given.place, "address": town})
        if isinstance(given, Edition) and given.position:
            north, east = map(float, given.position)
            places[0]["geo"] = {"@type": "GeoCoordinates", "latitude": north, "longitude": east}
    if given.online:
        places.append({"@type": "VirtualLocation", "url": address})
    return places


def _organisation(provider: Provider) -> dict[str, Any]:
    return {"@type": "Organization", "identifier": str(provider.uuid), "name": provider.name}


def _credential(decision: Accreditation) -> dict[str, Any]:
    amount = f"{decision.quantity.normalize():f}"
    return {
        "@type": "EducationalOccupationalCredential",
        "name": f"{amount} {decision.unit} ({decision.register.name})",
        "credentialCategory": decision.category,
        "recognizedBy": {"@type": "Organization", "identifier": decision.register.code, "name": decision.register.name},
    }


def _told(**parts: Any) -> dict[str, Any]:
    """What there is something to say of."""
    return {name: value for name, value in parts.items() if value}
