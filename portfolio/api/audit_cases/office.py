"""What the office does in an audit, over HTTP: assign, prolong, send back, call off, prepare the decision."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.audit_cases.audits import AuditView
from portfolio.api.audit_cases.step_shapes import (
    AuditAssignmentIn,
    AuditExtensionAnswerIn,
    AuditProposalIn,
    AuditReasonIn,
)
from portfolio.api.decision_shapes import RegistrationDecisionOut
from portfolio.services.audit_cases.assigning import assign_audit
from portfolio.services.audit_cases.judging import return_audit
from portfolio.services.audit_cases.keeping_time import answer_extension, cancel_audit
from portfolio.services.audit_cases.proposing import propose_outcome
from register.access import Permission


class _OfficeView(AuditView):
    permissions = {"POST": Permission.PREPARE_AUDITS}


class AuditAssignmentList(_OfficeView):
    takes = {"POST": AuditAssignmentIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give it to an auditor, or to the one with the least in hand; never to one who stands too near."""
        audit = self.audit(uuid)
        return self.stepped(assign_audit(audit=audit, **self.body(), **self.moment()))


class AuditExtensionAnswerList(_OfficeView):
    takes = {"POST": AuditExtensionAnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant more time, or refuse it and say why."""
        audit = self.audit(uuid)
        return self.stepped(answer_extension(audit=audit, **self.body(), **self.moment()))


class AuditReturnList(_OfficeView):
    takes = {"POST": AuditReasonIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a concluded audit back to its auditor."""
        audit = self.audit(uuid)
        return self.stepped(return_audit(audit=audit, **self.body(), actor=self.actor, now=self.now()))


class AuditCancellationList(_OfficeView):
    takes = {"POST": AuditReasonIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Call an audit off; the person reads why."""
        audit = self.audit(uuid)
        return self.stepped(cancel_audit(audit=audit, **self.body(), actor=self.actor, now=self.now()))


class AuditProposalList(_OfficeView):
    takes = {"POST": AuditProposalIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare the decision on the finding, for another to take. It moves on as `registration-decisions` say."""
        audit = self.audit(uuid)
        return self.created(propose_outcome(audit=audit, **self.body(), **self.moment()), at="registration-decision")
