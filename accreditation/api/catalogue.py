"""The public catalogue: what can be followed and brings something in a register. Nobody needs an account for it."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from accreditation.api.calendars import MEDIA_TYPE as CALENDAR
from accreditation.api.calendars import CalendarRenderer, calendar_of
from accreditation.api.catalogue_shapes import (
    CatalogueCourseOut,
    CatalogueCoursePageOut,
    CatalogueEditionOut,
    CatalogueEditionQuery,
    CatalogueQuery,
)
from accreditation.api.linked_data import MEDIA_TYPE as LINKED_DATA
from accreditation.api.linked_data import LinkedDataRenderer, course_as_linked_data
from accreditation.models import Edition
from accreditation.selectors.catalogue import (
    Near,
    Wanted,
    courses_wanted,
    editions_wanted,
    published_courses,
    published_editions,
)
from register.access import Permission
from register.clock import today
from register.scoping import PublicView

JSON = cast(list[type[BaseRenderer]], api_settings.DEFAULT_RENDERER_CLASSES[:1])
NEAR_KM = 25
OVER_DAYS = 60  # for so long what is over stays on the page of a course and in its calendar
MOST_EDITIONS = 200


class CatalogueView(PublicView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    renderer_classes = JSON

    def address_of(self, route: str, uuid: UUID) -> str:
        return str(self.request.build_absolute_uri(reverse(route, args=[uuid])))

    def wanted(self) -> Wanted:
        """What is asked for, taken out of the query."""
        asked, self.asked = self.asked, {}
        if point := asked.pop("near", None):
            latitude, longitude = point
            asked["near"] = Near(latitude, longitude, asked.pop("within", NEAR_KM))
        return Wanted(**asked)

    def calendar(self, editions: list[Edition], name: str) -> Response:
        """Editions as a calendar to subscribe to."""
        addresses = {one.pk: self.address_of("catalogue-edition", one.uuid) for one in editions}
        return Response(calendar_of(editions, name=name, addresses=addresses, now=self.now()))


class CatalogueCourses(CatalogueView):
    asks = {"GET": CatalogueQuery}
    gives = {"GET": CatalogueCourseOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Courses that a register accredits, the newest first; without an account."""
        return self.page(courses_wanted(self.wanted(), on=today()))


class CatalogueEditions(CatalogueView):
    asks = {"GET": CatalogueEditionQuery}
    gives = {"GET": CatalogueEditionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Editions that bring something in a register, what is over soonest first; without an account."""
        self.asked.setdefault("after", today())
        return self.page(editions_wanted(self.wanted()), ordering="order")


class CatalogueCourse(CatalogueView):
    gives = {"GET": CatalogueCoursePageOut}
    renderer_classes = [*JSON, LinkedDataRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): CatalogueCoursePageOut,
            (200, LINKED_DATA): OpenApiResponse(dict[str, Any], "A schema.org `Course` with its instances."),
        }
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        """One course that a register accredits; without an account.

        With `Accept: application/ld+json` in the words of schema.org, with its editions.
        """
        course = self.get_or_404(published_courses(on=today()), uuid=uuid)
        if request.accepted_renderer.media_type == LINKED_DATA:
            return Response(course_as_linked_data(course, _editions_of(uuid), self.address_of))
        return self.shown(course)


class CatalogueCourseCalendar(CatalogueView):
    renderer_classes = [CalendarRenderer]

    @extend_schema(responses={(200, CALENDAR): OpenApiResponse(str, "iCalendar, to subscribe to.")})
    def get(self, request: Request, uuid: UUID) -> Response:
        """The editions of a course as a calendar; without an account."""
        course = self.get_or_404(published_courses(on=today()), uuid=uuid)
        return self.calendar(_editions_of(uuid), course.title)


class CatalogueEdition(CatalogueView):
    gives = {"GET": CatalogueEditionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One edition that brings something in a register, also when it is over or cancelled; without an account."""
        return self.shown(self.get_or_404(published_editions(), uuid=uuid))


class CatalogueEditionCalendar(CatalogueView):
    renderer_classes = [CalendarRenderer]

    @extend_schema(responses={(200, CALENDAR): OpenApiResponse(str, "iCalendar, to subscribe to.")})
    def get(self, request: Request, uuid: UUID) -> Response:
        """The meetings of an edition as a calendar; without an account."""
        edition = self.get_or_404(published_editions(), uuid=uuid)
        return self.calendar([edition], edition.version.title)


def _editions_of(course: UUID) -> list[Edition]:
    """The published editions of a course that are not long over, also what is cancelled."""
    rows = published_editions().filter(course__uuid=course, ends_on__gte=today() - timedelta(days=OVER_DAYS))
    return list(rows.order_by("ends_on", "id")[:MOST_EDITIONS])
