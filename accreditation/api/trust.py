"""Trust in providers: levels with their history, and checks of what they accredited themselves."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.trust_shapes import (
    CheckOut,
    CheckQuery,
    DrawIn,
    DrawOut,
    FoundIn,
    TrustDecisionIn,
    TrustMoveIn,
    TrustMoveOut,
)
from accreditation.models import CheckDraw, CourseCheck, Provider, TrustMove
from accreditation.services.trust import confirm_trust, move_trust, refuse_trust
from accreditation.services.trust_checks import draw_checks, record_finding
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

WITH_COURSE = ("draw__register", "accreditation__course__provider")


class ProviderTrustMoveList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": TrustMoveIn}
    gives = {"GET": TrustMoveOut, "POST": TrustMoveOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """How far registers trust the provider, and how that changed."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        return self.page(TrustMove.objects.filter(provider=provider).select_related("provider", "register"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Move the provider to another level: down at once, up once somebody else confirms it."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(register_id=body["register"].pk)
        move = move_trust(provider=provider, **body, actor=self.actor, today=today(), now=self.now())
        return self.shown(move, status=201)


class TrustDecisionList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": TrustDecisionIn}
    gives = {"POST": TrustMoveOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Confirm a step up that somebody else proposed, or refuse it."""
        move = self.get_or_404(TrustMove.objects.select_related("provider", "register"), uuid=uuid)
        self.require(register_id=move.register_id)
        body = self.body()
        if body["confirmed"]:
            decided = confirm_trust(move=move, actor=self.actor, today=today(), now=self.now())
        else:
            decided = refuse_trust(move=move, reason=body["reason"], actor=self.actor, now=self.now())
        return self.shown(decided, status=201)


class RegisterCheckDrawList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": DrawIn}
    gives = {"GET": DrawOut, "POST": DrawOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The samples that were drawn, each with its seed and what it was drawn from."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.page(CheckDraw.objects.filter(register=register).select_related("register"))

    def post(self, request: Request, code: str) -> Response:
        """Draw which of the courses that providers accredited themselves are checked."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        draw = draw_checks(register=register, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.shown(draw, status=201)


class CourseCheckList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": CheckQuery}
    gives = {"GET": CheckOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The courses to be checked; for a provider, what was found of its own."""
        return self.page(CourseCheck.objects.select_related(*WITH_COURSE))


class CourseCheckFindingList(ScopedView):
    permissions = {"POST": Permission.ADVISE_ACCREDITATION}
    takes = {"POST": FoundIn}
    gives = {"POST": CheckOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record what a check found, and move the provider to another level because of it."""
        check = self.get_or_404(CourseCheck.objects.select_related(*WITH_COURSE), uuid=uuid)
        self.require(register_id=check.draw.register_id)
        found = record_finding(check=check, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.shown(found, status=201)
