"""What claims look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.claim_elsewhere_shapes import Answers, ElsewhereIn
from portfolio.api.evidence_shapes import EvidenceBriefOut
from portfolio.api.shapes import REGISTRATION, UNIT, OwnRegistration
from portfolio.models import Claim, ClaimProposal
from register.access import Actor
from register.models import Registration
from register.scoping.inputs import Amount, Day, Flag, Input, Line, Named, Words
from register.scoping.wording import say

STATES = [one.value for one in Claim.State]
MOST_DECISIONS = 200


class OwnClaim(Named):
    """A claim or proposal of one's own."""

    def seen_by(self, actor: Actor) -> Any:
        return super().seen_by(actor).filter(registration__person=actor.person_id)


class ClaimIn(ElsewhereIn):
    """An activity of your own that you ask to have counted, on a form of the register where it has forms.

    As a `draft` it is kept for later and seen by nobody else; for which other registrations it is as well is said when
    it is submitted. It can take the place of one that counts, `replaces`, and refer to what was answered beforehand,
    `proposal`.
    """

    example: Mapping[str, Any] = {
        "registration": REGISTRATION,
        "category": "oda",
        "title": "Intervisie wondzorg",
        "performedOn": "2026-10-03",
        "quantity": "3",
        "unit": "hour",
        "tags": [],
        "form": "peer-session",
        "answers": {"topic": "Drukplekken bij ouderen", "people": 6},
    }

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    category = Line(max_length=60, help_text="A word of the register's regulation; that of the form, if there is one.")
    title = Line(max_length=200)
    performedOn = Day(source="performed_on", help_text="Not in the future.")
    quantity = Amount(positive=True)
    unit = serializers.ChoiceField(choices=UNIT)
    tags = Words(required=False, default=list)
    form = Line(required=False, allow_blank=True, max_length=60, help_text="The code of a form of the register.")
    answers = Answers(required=False)
    replaces = OwnClaim(Claim, required=False, help_text="A claim of yours that this one corrects.")
    proposal = OwnClaim(ClaimProposal, required=False, help_text="A proposal of yours that was answered.")
    draft = Flag(required=False, help_text="Keep it; do not submit it yet.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("draft") and {"alsoFor", "everywhere"} & set(self.initial_data):
            text = say("Zeg dit bij het indienen.", "Say this when you submit it.")
            return {"draft": ErrorDetail(text, code="not-with-draft")}
        return {}


class ClaimChangeIn(Input):
    """What changes of a draft, or of a claim that was sent back."""

    example: Mapping[str, Any] = {"answers": {"topic": "Drukplekken bij ouderen", "people": 7}}

    category = Line(required=False, max_length=60)
    title = Line(required=False, max_length=200)
    performedOn = Day(required=False, source="performed_on")
    quantity = Amount(required=False, positive=True)
    unit = serializers.ChoiceField(required=False, choices=UNIT)
    tags = Words(required=False)
    form = Line(required=False, allow_blank=True, max_length=60)
    answers = Answers(required=False)


class ClaimOut(serializers.Serializer):
    """An activity that a professional entered, and what was decided about it.

    A claim that is COUNTING counts as declared until a sample draws it. `dueOn` is the last day on which the register
    promised to decide, null where it promised nothing.
    """

    example: ClassVar[dict[str, Any]] = {
        **{name: value for name, value in ClaimIn.example.items()},
        "uuid": "0a4c1d1e-6a3f-4d0c-9d2c-7f3e5a1b8c66",
        "register": "venvn",
        "state": "GRANTED",
        "submission": None,
        "replaces": None,
        "proposal": None,
        "submittedAt": "2026-10-05T19:20:00Z",
        "dueOn": "2026-11-16",
        "drawnAt": None,
        "decidedAt": "2026-10-09T08:15:00Z",
        "reason": "",
        "differs": "",
        "grantedQuantity": "3",
        "entry": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
        "evidence": [EvidenceBriefOut.example],
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    category = serializers.CharField()
    title = serializers.CharField()
    performedOn = serializers.DateField(source="performed_on")
    quantity = Amount()
    unit = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    form = serializers.CharField()
    answers = serializers.DictField()
    state = serializers.ChoiceField(choices=STATES)
    submission = serializers.UUIDField(
        allow_null=True, help_text="Shared by the claims of one activity for several registers."
    )
    replaces = serializers.UUIDField(source="replaces.uuid", allow_null=True, default=None)
    proposal = serializers.UUIDField(source="proposal.uuid", allow_null=True, default=None)
    submittedAt = serializers.DateTimeField(source="submitted_at", allow_null=True)
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    drawnAt = serializers.DateTimeField(source="drawn_at", allow_null=True)
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    reason = serializers.CharField(help_text="Of what was decided or asked last, for the professional.")
    differs = serializers.CharField(help_text="How what was done differs from what was answered beforehand.")
    grantedQuantity = Amount(source="entry.quantity", allow_null=True, default=None)
    entry = serializers.UUIDField(
        source="entry.uuid", allow_null=True, default=None, help_text="The ledger entry by which it counts."
    )
    evidence = EvidenceBriefOut(many=True)


class ClaimQuery(Input):
    """Which claims."""

    state = serializers.ChoiceField(required=False, choices=STATES)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")
    submission = serializers.UUIDField(required=False)


class DecisionIn(Input):
    """A grant, for what was claimed or another `quantity`, or a refusal, which says why."""

    example: Mapping[str, Any] = {"granted": True, "quantity": "2", "reason": "One of the three hours was a break."}

    granted = Flag()
    quantity = Amount(required=False, positive=True, help_text="Other than what was claimed.")
    reason = Line(required=False, allow_blank=True, max_length=500)
    differs = Line(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="What was done otherwise than answered.",
    )

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "granted" not in values:
            return {}
        if not values["granted"] and "quantity" in values:
            text = say("Wie weigert, kent niets toe.", "A refusal grants no quantity.")
            return {"quantity": ErrorDetail(text, code="not-with-refusal")}
        if (not values["granted"] or "quantity" in values) and not values.get("reason"):
            text = say("Zeg waarom.", "Say why.")
            return {"reason": ErrorDetail(text, code="required")}
        return {}


class ClaimReturnIn(Input):
    """What is missing from a claim."""

    example: Mapping[str, Any] = {"reason": "Noem het onderwerp van de bijeenkomst."}

    reason = Line(max_length=500)


class ClaimStepIn(Input):
    """Nothing: the address says it all."""

    example: Mapping[str, Any] = {}


class ClaimSubmissionIn(ElsewhereIn):
    """For which other registrations as well; nothing when it is for this one alone."""

    example: Mapping[str, Any] = {"everywhere": True}


class ClaimAssignmentIn(Input):
    """Who takes the claim in hand: yourself, or a colleague by the uuid of the account."""

    example: Mapping[str, Any] = {"assessor": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11"}

    assessor = serializers.UUIDField(required=False)


class ClaimBulkDecisionIn(DecisionIn):
    """A decision about one of many claims."""

    example: Mapping[str, Any] = {"claim": ClaimOut.example["uuid"], "granted": True}

    claim = serializers.UUIDField()


class ClaimBulkDecisionsIn(Input):
    """Decisions about many claims, each by itself: what is wrong with one does not stop the others."""

    example: Mapping[str, Any] = {"decisions": [ClaimBulkDecisionIn.example]}

    decisions = serializers.ListField(child=ClaimBulkDecisionIn(), allow_empty=False, max_length=MOST_DECISIONS)
