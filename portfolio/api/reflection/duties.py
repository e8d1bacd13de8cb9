"""Personal duties: seen by the person and the other side, reported by the one and settled by the other."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.reflection.duty_shapes import (
    DutyDecisionIn,
    DutyIn,
    DutyLiftingIn,
    DutyOut,
    DutyQuery,
    DutyReportIn,
)
from portfolio.models import Duty
from portfolio.services.duties import Judge, decide_duty, lay_duty, lift_duty, report_duty
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView

DUTIES = Duty.objects.select_related("person", "registration__register", "agreed_with", "conversation", "decided_by")


class DutyList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": DutyQuery}
    gives = {"GET": DutyOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your duties, those agreed with you, and those that your office laid."""
        return self.page(DUTIES.all())


class RegistrationDutyList(ScopedView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": DutyIn}
    gives = {"POST": DutyOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Lay a duty on one person, for the office: after a visit, or as a condition of a renewal."""
        registration = self.get_or_404(Registration.objects.select_related("person", "register"), uuid=uuid)
        self.require(register_id=registration.register_id)
        duty = lay_duty(registration=registration, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(duty, at="duty")


class DutyDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DutyOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One duty."""
        return self.shown(self.get_or_404(DUTIES.all(), uuid=uuid))


class DutyReportList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DutyReportIn}
    gives = {"POST": DutyOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that a duty of yours was fulfilled, and how."""
        duty = self.get_or_404(DUTIES.all(), uuid=uuid)
        if duty.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie de plicht heeft doet dit.", en="Only whoever has the duty does this.")
        return self.created(report_duty(duty=duty, **self.body(), actor=self.actor, now=self.now()), at="duty")


class _OtherSideView(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    gives = {"POST": DutyOut}

    def judged(self, uuid: UUID) -> Duty:
        """A duty of somebody else that the actor, for the other side, decides about."""
        duty = self.get_or_404(DUTIES.all(), uuid=uuid)
        if duty.person_id == self.actor.person_id:
            raise Forbidden(nl="Dit doet de andere kant.", en="The other side does this.")
        return duty

    def judge(self) -> Judge:
        return Judge(actor=self.actor)


class DutyDecisionList(_OtherSideView):
    takes = {"POST": DutyDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """For the other side: accept that it was fulfilled, or send it back with the reason."""
        decided = decide_duty(duty=self.judged(uuid), **self.body(), judge=self.judge(), today=today(), now=self.now())
        return self.created(decided, at="duty")


class DutyLiftingList(_OtherSideView):
    takes = {"POST": DutyLiftingIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """For the other side: let the person off."""
        lifted = lift_duty(duty=self.judged(uuid), **self.body(), judge=self.judge(), now=self.now())
        return self.created(lifted, at="duty")
