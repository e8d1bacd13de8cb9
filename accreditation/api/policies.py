"""Accreditation policies: proposed by one person, adopted by another, read by everybody."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.policy_shapes import (
    Nothing,
    PolicyDayQuery,
    PolicyDetailOut,
    PolicyIn,
    PolicyInForceOut,
    PolicyOut,
)
from accreditation.models import AccreditationPolicy
from accreditation.rules.policy import Policy
from accreditation.selectors.policies import policy_in_force
from accreditation.services.policies import adopt_policy, propose_policy
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

WITH_NAMES = ("register__association", "proposed_by")


class RegisterPolicyList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PROPOSE_REGULATION}
    takes = {"POST": PolicyIn}
    gives = {"GET": PolicyOut, "POST": PolicyDetailOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The versions of how a register accredits; drafts for those who may propose or adopt."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.page(
            AccreditationPolicy.objects.filter(register=register).select_related("register").defer("document")
        )

    def post(self, request: Request, code: str) -> Response:
        """Propose how the register is to accredit. Every problem in the document is named, with its place."""
        register = self.get_or_404(Register.objects.select_related("association"), code=code)
        self.require(register_id=register.pk)
        policy = propose_policy(register=register, **self.body(), proposed_by=self.actor, now=self.now())
        return self.created(policy, at="accreditation-policy")


class RegisterPolicyInForce(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": PolicyDayQuery}
    gives = {"GET": PolicyInForceOut}

    def get(self, request: Request, code: str) -> Response:
        """How the register accredits on a day, with every default filled in."""
        register = self.get_or_404(Register.objects.all(), code=code)
        day = self.asked.get("on", today())
        version = policy_in_force(register, on=day)
        policy = Policy.from_document(version.document if version else {})
        return self.shown(
            {
                "register": register.code,
                "on": day,
                "in_force_from": version.in_force_from if version else None,
                "document": policy.as_document(),
            }
        )


class PolicyDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": PolicyDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One version of how a register accredits."""
        return self.shown(self.get_or_404(AccreditationPolicy.objects.select_related("register"), uuid=uuid))


class PolicyAdoptionList(ScopedView):
    permissions = {"POST": Permission.ADOPT_REGULATION}
    takes = {"POST": Nothing}
    gives = {"POST": PolicyDetailOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put a draft in force from its day. The adopter is another person than the proposer."""
        policy = self.get_or_404(AccreditationPolicy.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=policy.register_id)
        self.body()
        return self.created(
            adopt_policy(policy=policy, adopted_by=self.actor, now=self.now()), at="accreditation-policy"
        )
