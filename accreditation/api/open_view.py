"""The base of the few views that somebody without an account may use."""

from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from register.access import Actor
from register.scoping import ScopedView

NOBODY = Actor(user_id=0)


class OpenView(ScopedView):
    """A view for everyone. Without an account the actor is nobody: no roles, and nothing of one's own."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.user.is_authenticated:
            super().initial(request, *args, **kwargs)
            return
        APIView.initial(self, request, *args, **kwargs)
        self.actor = NOBODY
        self.asked = self._asked(request)
