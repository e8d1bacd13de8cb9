"""Grants and looks over HTTP: given and withdrawn by the owner, read by their audience."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.sharing.shapes import (
    LookOut,
    SharedDossierOut,
    SharedPartQuery,
    ShareIn,
    ShareKeyIn,
    ShareOut,
    ShareStepIn,
)
from portfolio.models import Share
from portfolio.services.sharing.giving import read_part, share, withdraw_share
from register.access import VISITOR, Actor, Permission
from register.models import Look, User
from register.scoping import ScopedView
from register.scoping.limits import VisitorLimit

ROWS = Share.objects.select_related("employer", "person")


class ShareList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": ShareIn}
    gives = {"GET": ShareOut, "POST": ShareOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What you share, or shared."""
        return self.page(ROWS)

    def post(self, request: Request) -> Response:
        """Let somebody read parts of your dossier until a moment."""
        body = self.body()
        return self.created(share(person=self.own_person(), **body, actor=self.actor, now=self.now()), at="share")


class ShareDetail(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    gives = {"GET": ShareOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One grant of yours."""
        return self.shown(self.get_or_404(ROWS, uuid=uuid))


class ShareWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ShareStepIn}
    gives = {"POST": ShareOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Withdraw a grant: the next look finds nothing."""
        given = self.get_or_404(ROWS, uuid=uuid)
        self.body()
        return self.created(withdraw_share(share=given, actor=self.actor, now=self.now()), at="share")


class ShareOpeningList(ScopedView):
    """Reading by the key of the mail; no account."""

    past_walls = "Who asks has a key and no account."
    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [VisitorLimit]
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": ShareKeyIn}
    gives = {"POST": SharedDossierOut}

    def actor_of(self, request: Request) -> Actor:
        return VISITOR

    def post(self, request: Request, uuid: UUID) -> Response:
        """Read what is shared with whoever has this key. The owner sees that you looked."""
        body = self.body()
        given = ROWS.holding(self.now()).filter(uuid=uuid).exclude(email="").first()
        if given is None or not given.opens_with(body["key"]):
            raise Http404
        answer = self.shown(told(given, body.get("part"), actor=None, view=self), status=201)
        answer["Cache-Control"] = "no-store"
        return answer


class SharedDossierList(ScopedView):
    past_walls = "What is shared is found by whom it is shared with."
    permissions = {"GET": None}
    gives = {"GET": SharedDossierOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The dossiers that others share with you, or with an employer you read for."""
        return self.page(shared_with(self))


class SharedDossierDetail(ScopedView):
    past_walls = "What is shared is found by whom it is shared with."
    permissions = {"GET": None}
    asks = {"GET": SharedPartQuery}
    gives = {"GET": SharedDossierOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What one of them shares, with the part that you ask. The owner sees that you looked at it."""
        answer = self.shown(told(_found(self, uuid), self.asked.get("part"), actor=self.actor, view=self))
        answer["Cache-Control"] = "no-store"
        return answer


class LookList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    gives = {"GET": LookOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Every look of others at your dossier."""
        return self.page(Look.objects.select_related("organisation"))


def shared_with(view: ScopedView) -> Any:
    user = User.objects.get(pk=view.actor.user_id)
    return _Shared(ROWS.open_to(view.actor, email=user.email, now=view.now()))


class _Shared:
    """Rows that were scoped to the actor already: `visible_to` of grants is for their owner."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def visible_to(self, actor: Actor) -> Any:
        return self.rows


def _found(view: ScopedView, uuid: UUID) -> Share:
    found: Share | None = shared_with(view).rows.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def told(given: Share, key: str | None, *, actor: Actor | None, view: ScopedView) -> dict[str, Any]:
    """A grant as its audience reads it, with one part when it was asked."""
    part = read_part(share=given, key=key, actor=actor, now=view.now()) if key else None
    return {
        "uuid": given.uuid,
        "person": given.person,
        "reason": given.reason,
        "parts": given.parts,
        "closes_at": given.closes_at,
        "part": part,
    }
