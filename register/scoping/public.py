"""The base of every view that is there for everybody: what is published."""

from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import VISITOR, Actor
from register.scoping.limits import VisitorLimit
from register.scoping.views import ScopedView

KEPT_SECONDS = 300


class PublicView(ScopedView):
    """A view of what is published: the same answer whoever asks, signed in or not, so any cache may keep it a while.

    Its methods name the permission `READ_PUBLISHED`, which everybody holds. Pages of other origins may read it.
    """

    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [VisitorLimit]

    def actor_of(self, request: Request) -> Actor:
        return VISITOR

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        if response.status_code == 200:
            response.setdefault("Cache-Control", f"public, max-age={KEPT_SECONDS}")
        response["Access-Control-Allow-Origin"] = "*"
        return super().finalize_response(request, response, *args, **kwargs)
