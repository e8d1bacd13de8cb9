"""Courses, their versions and modules."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.course_shapes import (
    CourseIn,
    CourseOut,
    CourseQuery,
    CourseRevision,
    CourseVersionOut,
    ModuleChange,
    ModuleIn,
    ModuleOut,
)
from accreditation.models import Course, CourseVersion, Module
from accreditation.selectors.offer import courses_accredited_in
from accreditation.services.courses import add_course, revise_course
from accreditation.services.modules import add_module, change_module
from register.access import Permission
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


class CourseVersionList(ScopedView):
    replaces = True
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": CourseRevision}
    gives = {"GET": CourseVersionOut, "POST": CourseVersionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What a course said of itself, the newest first."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(CourseVersion.objects.filter(course=course).select_related("course"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Change what your course says of itself: a new version, which later editions run under.

        What was accredited and announced keeps the version it has. What a change means to the registers that accredit
        the course is said in `course-changes`.
        """
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        version = revise_course(course=course, changes=self.body(), actor=self.actor, now=self.now())
        return self.shown(version, status=201)


class CourseModuleList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": ModuleIn}
    gives = {"GET": ModuleOut, "POST": ModuleOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The modules of a course, in their order."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(Module.objects.filter(course=course).select_related("course"), ordering="position")

    def post(self, request: Request, uuid: UUID) -> Response:
        """Add a module to your e-learning, behind the others."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        return self.created(add_module(course=course, **self.body(), actor=self.actor, now=self.now()), at="module")


class ModuleDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ModuleOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One module."""
        return self.shown(self.get_or_404(Module.objects.select_related("course"), uuid=uuid))


class ModuleChanges(ScopedView):
    replaces = True
    permissions = {"POST": Permission.MANAGE_COURSES}
    takes = {"POST": ModuleChange}
    gives = {"POST": ModuleOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give a module another title or place."""
        module = self.get_or_404(Module.objects.select_related("course"), uuid=uuid)
        self.require(organisation_id=module.course.provider_id)
        changed = change_module(module=module, **self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="module")
