"""Courses, their editions and what they are worth."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.shapes import (
    AccreditationIn,
    AccreditationOut,
    CourseIn,
    CourseOut,
    CourseQuery,
    EditionIn,
    EditionOut,
    EditionQuery,
)
from accreditation.models import Accreditation, Course, Edition
from accreditation.selectors import courses_accredited_in, editions_accredited_in
from accreditation.services.accreditations import accredit_course
from accreditation.services.courses import add_course
from accreditation.services.editions import add_edition
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView


class CourseList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    asks = {"GET": CourseQuery}
    takes = {"POST": CourseIn}
    gives = {"GET": CourseOut, "POST": CourseOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What providers offer."""
        register = self.asked.pop("register", None)
        rows = courses_accredited_in(register) if register else Course.objects.all()
        return self.page(rows.select_related("provider"))

    def post(self, request: Request) -> Response:
        """Add a course to what your provider offers."""
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["provider"].pk)
        return self.created(add_course(**body, actor=self.actor, now=self.now()), at="course")


class CourseDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": CourseOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One course."""
        return self.shown(self.get_or_404(Course.objects.select_related("provider"), uuid=uuid))


class CourseEditionList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": EditionIn}
    gives = {"GET": EditionOut, "POST": EditionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The editions of a course."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(Edition.objects.filter(course=course).select_related("course"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Add an edition to your course."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        edition = add_edition(course=course, **self.body(), actor=self.actor, now=self.now())
        return self.created(edition, at="edition")


class EditionList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": EditionQuery}
    gives = {"GET": EditionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Editions to choose from."""
        register = self.asked.pop("register", None)
        rows = editions_accredited_in(register) if register else Edition.objects.all()
        return self.page(rows.select_related("course"))


class EditionDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EditionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One edition."""
        return self.shown(self.get_or_404(Edition.objects.select_related("course"), uuid=uuid))


class CourseAccreditationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationIn}
    gives = {"GET": AccreditationOut, "POST": AccreditationOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What a course is worth, in each register that decided so."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(Accreditation.objects.filter(course=course).select_related("course", "register"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that a course counts in a register: as what, for how much, and for how long."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(register_id=body["register"].pk)
        decision = accredit_course(course=course, **body, decided_by=self.actor, today=today(), now=self.now())
        return self.created(decision, at="accreditation")


class AccreditationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AccreditationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One decision on what a course is worth."""
        return self.shown(self.get_or_404(Accreditation.objects.select_related("course", "register"), uuid=uuid))
