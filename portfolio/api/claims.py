"""Claims: entered by professionals, decided by assessors."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.shapes import ClaimIn, ClaimOut, ClaimQuery, DecisionIn
from portfolio.models import Claim
from portfolio.services.claims import decide_claim, submit_claim
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.scoping import ScopedView

WITH_NAMES = ("registration__register", "entry")


class ClaimList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": ClaimQuery}
    takes = {"POST": ClaimIn}
    gives = {"GET": ClaimOut, "POST": ClaimOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own claims, and those of the dossiers you may read."""
        return self.page(Claim.objects.select_related(*WITH_NAMES).prefetch_related("evidence"))

    def post(self, request: Request) -> Response:
        """Ask to have an activity of your own counted."""
        if self.actor.person_id is None:
            raise Forbidden(
                nl="Dit account hoort niet bij een persoon en heeft geen eigen dossier.",
                en="This account does not belong to a person and has no dossier of its own.",
            )
        claim = submit_claim(**self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(claim, at="claim")


class ClaimDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ClaimOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One claim and what was decided."""
        return self.shown(
            self.get_or_404(Claim.objects.select_related(*WITH_NAMES).prefetch_related("evidence"), uuid=uuid)
        )


class ClaimDecisionList(ScopedView):
    permissions = {"POST": Permission.DECIDE_CLAIMS}
    takes = {"POST": DecisionIn}
    gives = {"POST": ClaimOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant a claim, for what was claimed or another quantity, or refuse it. Nobody decides about their own."""
        claim = self.get_or_404(Claim.objects.select_related("registration"), uuid=uuid)
        self.require(register_id=claim.registration.register_id)
        body = {"quantity": None, "reason": ""} | self.body()
        decided = decide_claim(claim=claim, **body, decided_by=self.actor, now=self.now())
        return self.created(decided, at="claim")
