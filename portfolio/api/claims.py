"""Claims: entered, changed, submitted and withdrawn by professionals."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.claim_desk_shapes import ClaimFormsOut
from portfolio.api.claim_elsewhere_shapes import ElsewhereIn, elsewhere_in
from portfolio.api.claim_shapes import ClaimChangeIn, ClaimIn, ClaimOut, ClaimQuery, ClaimStepIn, ClaimSubmissionIn
from portfolio.models import Claim
from portfolio.services.claims.checking import claim_forms_in_force
from portfolio.services.claims.submitting import (
    change_claim,
    draft_claim,
    resubmit_claim,
    spread_claim,
    submit_claim,
    submit_draft,
    withdraw_claim,
)
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Register
from register.scoping import ScopedView
from register.scoping.wording import say

WITH_NAMES = ("registration__register", "entry", "replaces", "proposal")


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
        """Ask to have an activity of your own counted, or keep it as a draft."""
        self.require_person()
        body = self.body()
        moment: dict[str, Any] = {"actor": self.actor, "now": self.now()}
        elsewhere = elsewhere_in(body)
        if body.pop("draft", False):
            return self.created(draft_claim(**body, **moment), at="claim")
        return self.created(submit_claim(**body, **moment, elsewhere=elsewhere, today=today()), at="claim")


class ClaimDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ClaimOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One claim and what was decided."""
        claim = self.get_or_404(Claim.objects.select_related(*WITH_NAMES).prefetch_related("evidence"), uuid=uuid)
        return self.shown(claim)


class _OwnClaimView(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ClaimStepIn}
    gives = {"POST": ClaimOut}

    def own(self, uuid: UUID) -> Claim:
        claim = self.get_or_404(Claim.objects.select_related(*WITH_NAMES), uuid=uuid)
        if claim.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie de claim opvoerde doet dit.", en="Only whoever entered the claim does this.")
        return claim


class ClaimChangeList(_OwnClaimView):
    replaces = True
    takes = {"POST": ClaimChangeIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Change a draft, or a claim that was sent back to you."""
        claim = self.own(uuid)
        changed = change_claim(claim=claim, changes=self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="claim")


class ClaimSubmissionList(_OwnClaimView):
    takes = {"POST": ClaimSubmissionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Submit a draft, or submit again what was sent back to you."""
        claim = self.own(uuid)
        elsewhere = elsewhere_in(self.body())
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        if claim.state == Claim.State.RETURNED:
            return self.created(resubmit_claim(claim=claim, elsewhere=elsewhere, **moment), at="claim")
        return self.created(submit_draft(claim=claim, elsewhere=elsewhere, **moment), at="claim")


class ClaimRegistrationList(_OwnClaimView):
    takes = {"POST": ElsewhereIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Have what you submitted counted in other registers too. Those that have it already are left as they are."""
        claim = self.own(uuid)
        elsewhere = elsewhere_in(self.body())
        spread = spread_claim(claim=claim, elsewhere=elsewhere, actor=self.actor, today=today(), now=self.now())
        return self.created(spread, at="claim")


class ClaimWithdrawalList(_OwnClaimView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Take back a claim that is not decided. What counted meanwhile no longer does."""
        claim = self.own(uuid)
        self.body()
        return self.created(withdraw_claim(claim=claim, actor=self.actor, now=self.now()), at="claim")


class RegisterClaimFormList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ClaimFormsOut}

    def get(self, request: Request, code: str) -> Response:
        """The forms on which may be claimed in this register today, in your language."""
        register = self.get_or_404(Register.objects.all(), code=code)
        forms = claim_forms_in_force(register, on=today())
        return Response(ClaimFormsOut({"forms": forms.values()}, context={"language": say("nl", "en")}).data)
