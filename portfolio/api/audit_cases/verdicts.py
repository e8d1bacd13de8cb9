"""What the auditor does, over HTTP: judge, let repair, conclude, or say that they stand too near."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.audit_cases.audit_shapes import AuditConflictOut
from portfolio.api.audit_cases.audits import AuditView
from portfolio.api.audit_cases.step_shapes import AuditReasonIn, AuditRepairIn, AuditVerdictsIn
from portfolio.api.decision_shapes import DecisionStepIn
from portfolio.api.standing_query import in_order
from portfolio.api.standing_shape import StandingOut
from portfolio.services.audit_cases.assigning import declare_conflict
from portfolio.services.audit_cases.finding import finding_of
from portfolio.services.audit_cases.judging import Judgement, ask_repair, conclude_audit, judge_items
from portfolio.services.audit_cases.moving import refuse_others
from register.access import Permission
from register.clock import today


class AuditFinding(AuditView):
    permissions = {"GET": Permission.AUDIT}
    gives = {"GET": StandingOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """The standing on your verdicts so far, by the rules of the cycle; what waits for a verdict counts."""
        audit = self.audit(uuid)
        refuse_others(audit, self.actor)
        standing = in_order(finding_of(audit, today=today(), now=self.now()))
        standing["facts"] = [one for one in standing["facts"] if one["toward"]]
        return Response(standing)


class _AuditorView(AuditView):
    permissions = {"POST": Permission.AUDIT}


class AuditVerdictList(_AuditorView):
    takes = {"POST": AuditVerdictsIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Judge items: all that are sent or none. A verdict may change until the audit is concluded."""
        audit = self.audit(uuid)
        given = [Judgement(**one) for one in self.body()["verdicts"]]
        return self.stepped(judge_items(audit=audit, judgements=given, actor=self.actor, now=self.now()))


class AuditRepairList(_AuditorView):
    takes = {"POST": AuditRepairIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let the person repair what falls short, as often as the regulation says."""
        audit = self.audit(uuid)
        return self.stepped(ask_repair(audit=audit, **self.body(), **self.moment()))


class AuditConclusionList(_AuditorView):
    takes = {"POST": DecisionStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that this is the finding. Others decide; with their decision you see no more of it."""
        audit = self.audit(uuid)
        self.body()
        return self.stepped(conclude_audit(audit=audit, **self.moment()))


class AuditConflictList(_AuditorView):
    takes = {"POST": AuditReasonIn}
    gives = {"POST": AuditConflictOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you stand too near to this person. Another gets it, and you see no more of it."""
        audit = self.audit(uuid)
        return self.shown(declare_conflict(audit=audit, **self.body(), **self.moment()), status=201)
