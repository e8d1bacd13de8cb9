"""Objections over HTTP: made by the person, heard and reconsidered by others than those of the decision."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.decision_shapes import DecisionStepIn, RegistrationDecisionOut
from portfolio.api.decisions import effect_of, own_decision
from portfolio.api.objection_shapes import (
    HearingIn,
    ReconsiderationIn,
    RegistrationObjectionIn,
    RegistrationObjectionOut,
)
from portfolio.models import Objection
from portfolio.services.decisions.objecting import (
    note_hearing,
    object_to,
    reconsider,
    take_objection,
    withdraw_objection,
)
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.scoping import ScopedView

ONE, DECISION = "registration-objection", "registration-decision"
SHOWN = ("decision__registration__register__association", "decision__registration__person")


class DecisionObjectionList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": RegistrationObjectionIn}
    gives = {"POST": RegistrationObjectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Object to a decision about you. What comes late is received too, and marked."""
        decision = own_decision(self, uuid)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(object_to(decision=decision, **self.body(), **moment), at=ONE)


class ObjectionList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegistrationObjectionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your objections, and those of the registers whose dossiers you read."""
        return self.page(Objection.objects.select_related(*SHOWN))


class ObjectionDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegistrationObjectionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One objection and what became of it."""
        return self.shown(self.get_or_404(Objection.objects.select_related(*SHOWN), uuid=uuid))


class ObjectionWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DecisionStepIn}
    gives = {"POST": RegistrationObjectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take an objection of yours back."""
        objection = self.get_or_404(Objection.objects.select_related(*SHOWN), uuid=uuid)
        if objection.decision.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie bezwaar maakte trekt het in.", en="Only whoever objected takes it back.")
        self.body()
        return self.created(withdraw_objection(objection=objection, actor=self.actor, now=self.now()), at=ONE)


class _DeskView(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    gives = {"POST": RegistrationObjectionOut}

    def objection(self, uuid: UUID) -> Objection:
        objection = self.get_or_404(Objection.objects.select_related(*SHOWN), uuid=uuid)
        self.require(register_id=objection.decision.registration.register_id)
        return objection


class ObjectionAssignmentList(_DeskView):
    takes = {"POST": DecisionStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take an objection in hand."""
        objection = self.objection(uuid)
        self.body()
        return self.created(take_objection(objection=objection, actor=self.actor, now=self.now()), at=ONE)


class ObjectionHearingList(_DeskView):
    takes = {"POST": HearingIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Note the hearing, or why there is none."""
        objection = self.objection(uuid)
        body = {"on": None} | self.body()
        noted = note_hearing(objection=objection, **body, actor=self.actor, now=self.now())
        return self.created(noted, at=ONE)


class ObjectionResolutionList(_DeskView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": ReconsiderationIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide on an objection; answered with the decision that stands from now on."""
        objection = self.objection(uuid)
        body = self.body()
        if instead := body.get("instead"):
            body["instead"] = {**instead, "effect": effect_of(instead)}
        decided = reconsider(objection=objection, **body, actor=self.actor, now=self.now())
        return self.created(decided, at=DECISION)
