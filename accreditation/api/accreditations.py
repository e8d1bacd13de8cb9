"""What courses are worth, as registers decided."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.accreditation_shapes import AccreditationIn, AccreditationOut
from accreditation.models import Accreditation, Course
from accreditation.services.accreditations import accredit_course
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

WITH_NAMES = ("course", "register", "decision")


class CourseAccreditationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationIn}
    gives = {"GET": AccreditationOut, "POST": AccreditationOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What a course is worth now, in each register that decided so: a row for each category it counts in."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(Accreditation.objects.in_force().filter(course=course).select_related(*WITH_NAMES))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record a decision taken outside the system, such as on paper: as what the course counts, and why here."""
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
        return self.shown(self.get_or_404(Accreditation.objects.select_related(*WITH_NAMES), uuid=uuid))
