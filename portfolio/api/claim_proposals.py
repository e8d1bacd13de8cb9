"""Proposals: whether an activity would count, asked by professionals and answered by assessors."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.claim_elsewhere_shapes import Answers
from portfolio.api.claim_shapes import ClaimIn, ClaimStepIn
from portfolio.api.evidence_shapes import EvidenceBriefOut
from portfolio.api.shapes import UNIT, OwnRegistration
from portfolio.models import ClaimProposal
from portfolio.services.claims.proposing import (
    answer_proposal,
    propose_activity,
    refuse_proposal,
    withdraw_proposal,
)
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Amount, Day, Flag, Input, Line, Words

PROPOSAL_STATES = [one.value for one in ClaimProposal.State]
AS_CLAIMED = ("registration", "category", "title", "quantity", "unit", "tags", "form", "answers")


class ClaimProposalIn(Input):
    """What you mean to do, on the form on which you will claim it. What can only be told afterwards may be left out."""

    example: Mapping[str, Any] = {name: ClaimIn.example[name] for name in AS_CLAIMED} | {"plannedOn": "2027-02-12"}

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    category = Line(max_length=60, help_text="A word of the register's regulation; that of the form, if there is one.")
    title = Line(max_length=200)
    plannedOn = Day(source="planned_on", help_text="The last day of it; not in the past.")
    quantity = Amount(positive=True)
    unit = serializers.ChoiceField(choices=UNIT)
    tags = Words(required=False, default=list)
    form = Line(required=False, allow_blank=True, max_length=60, help_text="The code of a form of the register.")
    answers = Answers(required=False)


class ProposalAnswerIn(Input):
    """That it would count: for how much, as what, and done before which day.

    A `binding` answer is kept to, unless something else was done. Say why when it is for another quantity.
    """

    example: Mapping[str, Any] = {
        "quantity": "2",
        "validBefore": "2027-07-01",
        "binding": True,
        "reason": "De excursie in het middagdeel telt niet mee.",
    }

    quantity = Amount(positive=True)
    category = Line(required=False, max_length=60, help_text="As proposed, unless you say otherwise.")
    validBefore = Day(source="valid_before", help_text="After the day on which it is planned.")
    binding = Flag(required=False)
    reason = Line(required=False, allow_blank=True, max_length=500)


class ProposalRefusalIn(Input):
    """Why it would not count."""

    example: Mapping[str, Any] = {"reason": "Dit is productvoorlichting; dat telt niet als scholing."}

    reason = Line(max_length=500)


class ClaimProposalOut(serializers.Serializer):
    """What somebody means to do, and what was answered: would it count, as what, for how much, and until when."""

    example: ClassVar[dict[str, Any]] = {
        **ClaimProposalIn.example,
        "uuid": "7c9d1a52-0f7b-4a83-8c35-0f4e6d3a2b11",
        "register": "venvn",
        "state": "ANSWERED",
        "askedAt": "2026-11-20T10:00:00Z",
        "dueOn": None,
        "expectedCategory": "oda",
        "expectedQuantity": "2",
        "binding": True,
        "validBefore": "2027-07-01",
        "reason": ProposalAnswerIn.example["reason"],
        "answeredAt": "2026-11-22T10:00:00Z",
        "evidence": [EvidenceBriefOut.example],
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    category = serializers.CharField()
    title = serializers.CharField()
    plannedOn = serializers.DateField(source="planned_on")
    quantity = Amount()
    unit = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    form = serializers.CharField()
    answers = serializers.DictField()
    state = serializers.ChoiceField(choices=PROPOSAL_STATES)
    askedAt = serializers.DateTimeField(source="asked_at")
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    expectedCategory = serializers.CharField(source="expected_category")
    expectedQuantity = Amount(source="expected_quantity", allow_null=True)
    binding = serializers.BooleanField()
    validBefore = serializers.DateField(source="valid_before", allow_null=True)
    reason = serializers.CharField()
    answeredAt = serializers.DateTimeField(source="answered_at", allow_null=True)
    evidence = EvidenceBriefOut(many=True)


class ClaimProposalQuery(Input):
    """Which proposals; those that are ASKED wait for an answer."""

    state = serializers.ChoiceField(required=False, choices=PROPOSAL_STATES)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")


ROWS = ClaimProposal.objects.select_related("registration__register")


class ClaimProposalList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": ClaimProposalQuery}
    takes = {"POST": ClaimProposalIn}
    gives = {"GET": ClaimProposalOut, "POST": ClaimProposalOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own proposals, and those of the registers whose dossiers you read."""
        return self.page(ROWS.prefetch_related("evidence"))

    def post(self, request: Request) -> Response:
        """Ask whether an activity that you have yet to do would count."""
        proposal = propose_activity(**self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(proposal, at="claim-proposal")


class ClaimProposalDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ClaimProposalOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One proposal and what was answered."""
        return self.shown(self.get_or_404(ROWS.all(), uuid=uuid))


class ClaimProposalWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ClaimStepIn}
    gives = {"POST": ClaimProposalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take back what was not answered."""
        proposal = self.get_or_404(ROWS.all(), uuid=uuid)
        if proposal.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie het voorstel deed doet dit.", en="Only whoever proposed it does this.")
        self.body()
        return self.created(withdraw_proposal(proposal=proposal, actor=self.actor, now=self.now()), at="claim-proposal")


class _AnswerView(ScopedView):
    permissions = {"POST": Permission.DECIDE_CLAIMS}
    gives = {"POST": ClaimProposalOut}

    def proposal(self, uuid: UUID) -> ClaimProposal:
        proposal: ClaimProposal = self.get_or_404(ROWS.all(), uuid=uuid)
        self.require(register_id=proposal.registration.register_id)
        return proposal


class ClaimProposalAnswerList(_AnswerView):
    takes = {"POST": ProposalAnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer that it would count. Nobody answers their own."""
        proposal = self.proposal(uuid)
        answered = answer_proposal(proposal=proposal, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(answered, at="claim-proposal")


class ClaimProposalRefusalList(_AnswerView):
    takes = {"POST": ProposalRefusalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer that it would not count. It may still be claimed; then what was done is assessed."""
        proposal = self.proposal(uuid)
        refused = refuse_proposal(proposal=proposal, **self.body(), actor=self.actor, now=self.now())
        return self.created(refused, at="claim-proposal")
