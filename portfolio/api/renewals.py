"""Renewals over HTTP: asked for by the person, completed and proposed by the office. The committee takes decisions."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.decision_shapes import DecisionStepIn, RegistrationDecisionOut
from portfolio.api.renewal_shapes import (
    RenewalChecklistOut,
    RenewalOut,
    RenewalProposalIn,
    RenewalQuery,
    RenewalReturnIn,
    RenewalSubmissionIn,
)
from portfolio.models import Renewal
from portfolio.services.renewals.checking import checklist_of
from portfolio.services.renewals.proposing import propose_renewal
from portfolio.services.renewals.submitting import (
    complete_renewal,
    return_renewal,
    submit_renewal,
    withdraw_renewal,
)
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.rules.procedure import Proposal
from register.scoping import ScopedView

ONE, DECISION = "renewal", "registration-decision"
ROWS = Renewal.objects.select_related(
    "cycle__regulation", "cycle__registration__register__association", "cycle__registration__person"
)


class RenewalList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": RenewalQuery}
    gives = {"GET": RenewalOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your renewals, and those of the registers whose dossiers you read."""
        return self.page(ROWS.all())


class RenewalDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RenewalOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One renewal."""
        return self.shown(self.get_or_404(ROWS.all(), uuid=uuid))


class RenewalChecklist(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RenewalChecklistOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What is needed to ask for renewal, by the standing of today."""
        renewal = self.get_or_404(ROWS.all(), uuid=uuid)
        return self.shown(checklist_of(renewal=renewal, on=today(), now=self.now()))


class _OwnView(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    gives = {"POST": RenewalOut}

    def renewal(self, uuid: UUID) -> Renewal:
        renewal = self.get_or_404(ROWS.all(), uuid=uuid)
        if renewal.cycle.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen de betrokkene doet dit.", en="Only the person it is about does this.")
        return renewal


class RenewalSubmissionList(_OwnView):
    takes = {"POST": RenewalSubmissionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask for renewal, or send what was missing. Later than the last day it is received too, and marked."""
        renewal = self.renewal(uuid)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(submit_renewal(renewal=renewal, **self.body(), **moment), at=ONE)


class RenewalWithdrawalList(_OwnView):
    takes = {"POST": DecisionStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a request back that was not decided. You may ask again."""
        renewal = self.renewal(uuid)
        self.body()
        return self.created(withdraw_renewal(renewal=renewal, actor=self.actor, now=self.now()), at=ONE)


class _OfficeView(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    gives = {"POST": RenewalOut}

    def renewal(self, uuid: UUID) -> Renewal:
        renewal = self.get_or_404(ROWS.all(), uuid=uuid)
        self.require(register_id=renewal.cycle.registration.register_id)
        return renewal


class RenewalReturnList(_OfficeView):
    takes = {"POST": RenewalReturnIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a request back to be completed, within the term of the regulation."""
        renewal = self.renewal(uuid)
        reason = self.body()["reason"]
        moment: dict[str, Any] = {"today": today(), "now": self.now()}
        returned = return_renewal(renewal=renewal, reason=reason, actor=self.actor, **moment)
        return self.created(returned, at=ONE)


class RenewalCompletionList(_OfficeView):
    takes = {"POST": DecisionStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Accept that all is there that is needed to decide, or go on without what was not supplemented."""
        renewal = self.renewal(uuid)
        self.body()
        return self.created(complete_renewal(renewal=renewal, actor=self.actor, now=self.now()), at=ONE)


class RenewalProposalList(_OfficeView):
    takes = {"POST": RenewalProposalIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare the decision for another to take: as the regulation proposes, or otherwise and why."""
        renewal = self.renewal(uuid)
        body = self.body()
        said = {name: body.pop(name) for name in ("grants", "within", "status", "grace") if name in body}
        instead = Proposal("", **said) if said else None
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(propose_renewal(renewal=renewal, instead=instead, **body, **moment), at=DECISION)
