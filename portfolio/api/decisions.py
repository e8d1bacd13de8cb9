"""Decisions over HTTP: prepared and intended by the office, answered by the person, taken by the committee."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.decision_shapes import (
    AnnouncementIn,
    DecisionDocumentsOut,
    DecisionQuery,
    DecisionStepIn,
    DropIn,
    LetterQuery,
    RegistrationDecisionIn,
    RegistrationDecisionOut,
    RepairProposalIn,
    ResolutionIn,
    ViewIn,
)
from portfolio.models import Decision
from portfolio.services.decisions.deciding import agree_to_hardship, give_view, make_known, take_decision
from portfolio.services.decisions.letters import letter
from portfolio.services.decisions.preparing import drop_decision, intend_decision, prepare_decision
from portfolio.services.renewals.repairing import propose_after_repair
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView

ONE = "registration-decision"


def shown_decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("registration__register__association", "registration__person", "replaces")


def effect_of(body: dict[str, Any]) -> dict[str, Any]:
    """Take what a decision does out of a body, as it is kept: days and amounts as texts."""
    effect: dict[str, Any] = {}
    for name in ("statuses", "facts"):
        if rows := body.pop(name, None):
            effect[name] = [
                {key: value if isinstance(value, str) else str(value) for key, value in row.items()} for row in rows
            ]
    return effect


class DecisionList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": DecisionQuery}
    gives = {"GET": RegistrationDecisionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Decisions about you, and those of the registers whose dossiers you read."""
        return self.page(shown_decisions())


class RegistrationDecisionList(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": RegistrationDecisionIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare a decision about a registration, for another person to take."""
        rows = Registration.objects.select_related("register__association", "person")
        registration = self.get_or_404(rows, uuid=uuid)
        self.require(register_id=registration.register_id)
        body = self.body()
        body["effect"] = effect_of(body)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(prepare_decision(registration=registration, **body, **moment), at=ONE)


class DecisionDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegistrationDecisionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One decision."""
        decision = self.get_or_404(shown_decisions(), uuid=uuid)
        return self.shown(decision)


class DecisionDocumentList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DecisionDocumentsOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What was written about a decision, each with its digest and that of the document before it."""
        decision = self.get_or_404(shown_decisions(), uuid=uuid)
        return self.shown({"documents": decision.documents.order_by("number")})


class DecisionLetterList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": LetterQuery}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """A document of a decision as a letter, the last unless you ask for another; in the language of the person."""
        decision = self.get_or_404(shown_decisions(), uuid=uuid)
        written = decision.documents.filter(**self.asked).select_related("register").order_by("-number").first()
        if written is None:
            raise Http404
        made = letter(written, language=decision.registration.person.language)
        answer = HttpResponse(made, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="decision-{written.register.code}-{written.number}.pdf"'
        return answer


class _OfficeView(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": DecisionStepIn}
    gives = {"POST": RegistrationDecisionOut}

    def decision(self, uuid: UUID) -> Decision:
        decision = self.get_or_404(shown_decisions(), uuid=uuid)
        self.require(register_id=decision.registration.register_id)
        return decision


class DecisionIntentionList(_OfficeView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Tell the person what is intended, and until when they may give their view."""
        decision = self.decision(uuid)
        self.body()
        moment: dict[str, Any] = {"today": today(), "now": self.now()}
        return self.created(intend_decision(decision=decision, actor=self.actor, **moment), at=ONE)


class DecisionDropList(_OfficeView):
    takes = {"POST": DropIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a decision off the table before it is taken."""
        decision = self.decision(uuid)
        dropped = drop_decision(decision=decision, **self.body(), actor=self.actor, now=self.now())
        return self.created(dropped, at=ONE)


class DecisionAnnouncementList(_OfficeView):
    takes = {"POST": AnnouncementIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Note on which day a decision was made known otherwise than by the system's own messages."""
        decision = self.decision(uuid)
        known = make_known(decision=decision, **self.body(), actor=self.actor, now=self.now())
        return self.created(known, at=ONE)


class DecisionResolutionList(_OfficeView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": ResolutionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a decision that somebody else prepared."""
        decision = self.decision(uuid)
        moment: dict[str, Any] = {"today": today(), "now": self.now()}
        return self.created(take_decision(decision=decision, **self.body(), actor=self.actor, **moment), at=ONE)


class DecisionRefusalList(_OfficeView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": DropIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a decision back to the office without taking it; it is off the table."""
        decision = self.decision(uuid)
        dropped = drop_decision(decision=decision, **self.body(), actor=self.actor, now=self.now())
        return self.created(dropped, at=ONE)


class DecisionHardshipAgreementList(_OfficeView):
    permissions = {"POST": Permission.TAKE_DECISIONS}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Agree that the rules would be unreasonable here, before another takes the decision."""
        decision = self.decision(uuid)
        self.body()
        return self.created(agree_to_hardship(decision=decision, actor=self.actor, now=self.now()), at=ONE)


class DecisionRepairProposalList(_OfficeView):
    takes = {"POST": RepairProposalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare what follows from a condition that was not met by its day. It is put to the person first."""
        decision = self.decision(uuid)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.created(propose_after_repair(decision=decision, **self.body(), **moment), at=ONE)


class DecisionViewList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ViewIn}
    gives = {"POST": RegistrationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say what you think of what is intended about you."""
        decision = own_decision(self, uuid)
        return self.created(give_view(decision=decision, **self.body(), actor=self.actor, now=self.now()), at=ONE)


def own_decision(view: ScopedView, uuid: UUID) -> Decision:
    """A decision about the actor; others may see it and not answer it."""
    decision = view.get_or_404(shown_decisions(), uuid=uuid)
    if decision.registration.person_id != view.actor.person_id:
        raise Forbidden(nl="Alleen de betrokkene doet dit.", en="Only the person it is about does this.")
    return decision
