"""Decisions on applications, objections to them, and decisions anew: the steps of chair and provider."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.assessment_shapes import ReasonsIn
from accreditation.api.decision_shapes import (
    AccreditationDecisionIn,
    AccreditationDecisionOut,
    ObjectionIn,
    ObjectionOut,
    TakeoverIn,
)
from accreditation.api.desk_view import DeskView, StepView
from accreditation.models import Assessment, Decision, Objection
from accreditation.services.applications.deciding import (
    grant_application,
    reconsider,
    refuse_application,
    take_over_decision,
)
from accreditation.services.applications.objecting import object_to_decision
from accreditation.services.applications.submitting import self_accredit
from register.access import Permission


class AssessmentDecisions(StepView):
    permissions = {"GET": None, "POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationDecisionIn}
    gives = {"GET": AccreditationDecisionOut, "POST": AccreditationDecisionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What the register decided, the last decision first."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(Decision.objects.filter(assessment=assessment).select_related("source"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant or refuse on the advice of the assessors. Who advised, or has an interest, does not decide."""
        assessment, body = self.mine(uuid), self.body()
        decide = grant_application if body.pop("granted") else refuse_application
        return self.created(decide(assessment=assessment, **body, **self.moment()), at="decision")


class DecisionDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": AccreditationDecisionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One decision."""
        return self.shown(self.get_or_404(Decision.objects.select_related("source"), uuid=uuid))


class AssessmentTakeovers(StepView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": TakeoverIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take over what another register decided on the course, where the policy allows."""
        assessment = self.mine(uuid)
        decision = take_over_decision(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")


class AssessmentSelfAccreditations(StepView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ReasonsIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Accredit your own course in this register from today, within your level of trust."""
        assessment = self.mine(uuid)
        decision = self_accredit(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")


class AssessmentObjections(StepView):
    permissions = {"GET": None, "POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ObjectionIn}
    gives = {"GET": ObjectionOut, "POST": ObjectionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The objection, if there is one."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(Objection.objects.filter(decision__assessment=assessment).select_related("decision"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Object to the decision: within the term, or saying why so late. Others reconsider it."""
        assessment = self.mine(uuid)
        objection = object_to_decision(assessment=assessment, **self.body(), **self.moment())
        return self.created(objection, at="objection")


class ObjectionDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": ObjectionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One objection."""
        return self.shown(self.get_or_404(Objection.objects.select_related("decision"), uuid=uuid))


class AssessmentReconsiderations(StepView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationDecisionIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide anew on an objection: by somebody who neither advised nor decided before."""
        assessment = self.mine(uuid)
        decision = reconsider(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")
