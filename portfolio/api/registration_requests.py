"""Requests about a registration over HTTP: asked and taken back by the person, answered by a decision."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.decision_shapes import DecisionStepIn, RegistrationDecisionOut
from portfolio.api.decisions import effect_of
from portfolio.api.request_shapes import (
    ReEntryTermsOut,
    RequestAnswerIn,
    RequestToRegisterIn,
    RequestToRegisterOut,
    RequestToRegisterQuery,
)
from portfolio.models import RegistrationRequest
from portfolio.services.requests.asking import ask_request, propose_answer, withdraw_request
from portfolio.services.requests.returning import terms_of_return
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView

ONE, DECISION = "registration-request", "registration-decision"
ROWS = RegistrationRequest.objects.select_related("registration__register__association", "registration__person")


class RegistrationRequestList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": RequestToRegisterQuery}
    takes = {"POST": RequestToRegisterIn}
    gives = {"GET": RequestToRegisterOut, "POST": RequestToRegisterOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your requests, and those of the registers whose dossiers you read."""
        return self.page(ROWS.all())

    def post(self, request: Request) -> Response:
        """Ask for postponement, for dispensation, to leave the register on a day, or to come back to it."""
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(ask_request(**self.body(), **moment), at=ONE)


class RegistrationRequestDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RequestToRegisterOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One request."""
        return self.shown(self.get_or_404(ROWS.all(), uuid=uuid))


class RegistrationRequestWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DecisionStepIn}
    gives = {"POST": RequestToRegisterOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a request back that was not decided."""
        asked = self.get_or_404(ROWS.all(), uuid=uuid)
        if asked.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie het vroeg doet dit.", en="Only whoever asked does this.")
        self.body()
        return self.created(withdraw_request(request=asked, actor=self.actor, now=self.now()), at=ONE)


class RegistrationRequestProposalList(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": RequestAnswerIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare the decision on a request, for another to take."""
        asked = self.get_or_404(ROWS.all(), uuid=uuid)
        self.require(register_id=asked.registration.register_id)
        body = self.body()
        facts = effect_of(body).get("facts", [])
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(propose_answer(request=asked, facts=facts, **body, **moment), at=DECISION)


class ReEntryTerms(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ReEntryTermsOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What coming back would ask today of whose registration ended: by how long ago that is, and why."""
        registration = self.get_or_404(Registration.objects.select_related("register"), uuid=uuid)
        return self.shown(terms_of_return(registration, on=today()))
