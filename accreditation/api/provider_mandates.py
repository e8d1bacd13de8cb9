"""Who may report attendance of a course besides its provider."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.policy_shapes import Nothing
from accreditation.api.provider_shapes import Reason
from accreditation.api.quality_shapes import GroupContactIn, GroupContactOut, MandateIn, MandateOut
from accreditation.models import AttendanceMandate, Course, GroupContact
from accreditation.services.provider_mandates import (
    end_group_contact,
    give_mandate,
    name_group_contact,
    withdraw_mandate,
)
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView


class CourseMandateList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": MandateIn}
    gives = {"GET": MandateOut, "POST": MandateOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The mandates for a course: all of them for its provider, its own for an organisation that holds one."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(AttendanceMandate.objects.filter(course=course).select_related("course", "employer"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let an organisation that bought your course report who attended it."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        mandate = give_mandate(course=course, **self.body(), actor=self.actor, now=self.now())
        return self.shown(mandate, status=201)


class MandateList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": MandateOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The mandates that your provider gave, and those that your organisation holds."""
        return self.page(AttendanceMandate.objects.select_related("course", "employer"))


class MandateWithdrawalList(ScopedView):
    permissions = {"POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": Reason}
    gives = {"POST": MandateOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Withdraw a mandate at once."""
        mandate = self.get_or_404(AttendanceMandate.objects.select_related("course", "employer"), uuid=uuid)
        self.require(organisation_id=mandate.course.provider_id)
        withdrawn = withdraw_mandate(mandate=mandate, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.shown(withdrawn, status=201)


class CourseGroupContactList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": GroupContactIn}
    gives = {"GET": GroupContactOut, "POST": GroupContactOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who reports attendance of a peer group."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(GroupContact.objects.filter(course=course).select_related("course", "user"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Name who reports attendance of your peer group."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        contact = name_group_contact(course=course, **self.body(), actor=self.actor, now=self.now())
        return self.shown(contact, status=201)


class GroupContactList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": GroupContactOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Of which peer groups you are the contact; for a provider, those of its groups."""
        return self.page(GroupContact.objects.select_related("course", "user"))


class GroupContactEndingList(ScopedView):
    permissions = {"POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": Nothing}
    gives = {"POST": GroupContactOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let somebody no longer report for the peer group, at once."""
        contact = self.get_or_404(GroupContact.objects.select_related("course", "user"), uuid=uuid)
        self.require(organisation_id=contact.course.provider_id)
        self.body()
        ended = end_group_contact(contact=contact, actor=self.actor, today=today(), now=self.now())
        return self.shown(ended, status=201)
