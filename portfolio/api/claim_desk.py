"""The desk of the assessors of claims: the queue, whose hands, decisions one at a time or many."""

from uuid import UUID

from django.db.models import Q
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.claim_desk_shapes import ClaimBulkOutcomesOut, ClaimLoadsOut, WaitingClaimOut, WaitingClaimQuery
from portfolio.api.claim_shapes import (
    ClaimAssignmentIn,
    ClaimBulkDecisionsIn,
    ClaimOut,
    ClaimReturnIn,
    ClaimStepIn,
    DecisionIn,
)
from portfolio.api.claims import WITH_NAMES
from portfolio.models import Claim
from portfolio.models.claim import IN_ORDER_OF_SUBMISSION
from portfolio.selectors.claim_load import beside_the_queue, loads_of
from portfolio.services.claims.deciding import Decision, Outcome, decide_claim, decide_claims, return_claim
from portfolio.services.claims.hands import assign_claim, release_claim
from register.access import Permission
from register.clock import today
from register.errors import DomainError, Forbidden
from register.models import Register
from register.scoping import ScopedView
from register.scoping.wording import say


class WaitingClaimList(ScopedView):
    permissions = {"GET": Permission.DECIDE_CLAIMS}
    asks = {"GET": WaitingClaimQuery}
    gives = {"GET": WaitingClaimOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The claims that wait for a decision of yours or a colleague, those that came first on top."""
        self.require_somewhere()
        registers = self.actor.registers_with(Permission.DECIDE_CLAIMS)
        overdue = self.asked.pop("overdue", None)
        waiting = Claim.objects.filter(state=Claim.State.SUBMITTED, registration__register__in=registers)
        if overdue is not None:
            late = Q(due_on__lt=today())
            waiting = waiting.filter(late if overdue else ~late | Q(due_on=None))
        own = waiting.filter(registration__person=self.actor.person_id)
        rows = (
            waiting.exclude(pk__in=own.values("pk"))
            .annotate(order=IN_ORDER_OF_SUBMISSION)
            .select_related(*WITH_NAMES, "assessor")
            .prefetch_related("evidence")
        )
        return self.page(rows, ordering="order")


class RegisterClaimLoadList(ScopedView):
    permissions = {"GET": Permission.DECIDE_CLAIMS}
    gives = {"GET": ClaimLoadsOut}

    def get(self, request: Request, code: str) -> Response:
        """How many claims wait, with whom, how many past the promised day, and since when."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        day = today()
        return self.shown({"loads": loads_of(register, on=day), **beside_the_queue(register, on=day)})


class _DeskView(ScopedView):
    permissions = {"POST": Permission.DECIDE_CLAIMS}
    gives = {"POST": ClaimOut}

    def claim(self, uuid: UUID) -> Claim:
        claim = self.get_or_404(Claim.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=claim.registration.register_id)
        return claim


class ClaimDecisionList(_DeskView):
    takes = {"POST": DecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant a claim, for what was claimed or another quantity, or refuse it. Nobody decides about their own."""
        claim = self.claim(uuid)
        body = {"quantity": None, "reason": ""} | self.body()
        decided = decide_claim(claim=claim, **body, decided_by=self.actor, now=self.now())
        return self.created(decided, at="claim")


class ClaimReturnList(_DeskView):
    takes = {"POST": ClaimReturnIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a claim back to be completed. The clock stands still until it comes again."""
        claim = self.claim(uuid)
        return self.created(return_claim(claim=claim, **self.body(), actor=self.actor, now=self.now()), at="claim")


class ClaimAssignmentList(_DeskView):
    takes = {"POST": ClaimAssignmentIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a claim in hand, or give it to a colleague."""
        claim = self.claim(uuid)
        body = {"assessor": None} | self.body()
        taken = assign_claim(claim=claim, **body, actor=self.actor, today=today(), now=self.now())
        return self.created(taken, at="claim")


class ClaimReleaseList(_DeskView):
    takes = {"POST": ClaimStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put a claim that you have in hand back in the queue."""
        claim = self.claim(uuid)
        self.body()
        return self.created(release_claim(claim=claim, actor=self.actor, now=self.now()), at="claim")


class ClaimDecisionBatch(ScopedView):
    permissions = {"POST": Permission.DECIDE_CLAIMS}
    takes = {"POST": ClaimBulkDecisionsIn}
    gives = {"POST": ClaimBulkOutcomesOut}

    @extend_schema(responses={200: OpenApiResponse(ClaimBulkOutcomesOut, "What became of each.")})
    def post(self, request: Request) -> Response:
        """Decide about many claims. Each has its own outcome; what is wrong with one does not stop the others."""
        self.require_somewhere()
        decisions = [Decision(**one) for one in self.body()["decisions"]]
        outcomes = decide_claims(decisions=decisions, find=self._find, decided_by=self.actor, now=self.now())
        return self.shown({"outcomes": [_told(one) for one in outcomes]})

    def _find(self, uuid: UUID) -> Claim:
        claim = Claim.objects.visible_to(self.actor).select_related("registration").filter(uuid=uuid).first()
        if claim is None:
            raise _NotFound(nl="Deze claim bestaat niet.", en="This claim does not exist.")
        if not self.actor.may(Permission.DECIDE_CLAIMS, register_id=claim.registration.register_id):
            raise Forbidden(nl="U beslist niet over deze claim.", en="You do not decide about this claim.")
        return claim


class _NotFound(DomainError):
    """No claim of this number exists for the actor."""

    code = "not-found"
    status = 404


def _told(outcome: Outcome) -> dict[str, object]:
    error, claim = outcome.error, outcome.claim
    return {
        "claim": outcome.decision.claim,
        "decided": claim is not None,
        "state": claim.state if claim else None,
        "code": error.code if error else "",
        "detail": say(error.nl, error.en) if error else "",
    }
