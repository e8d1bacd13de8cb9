"""How long a session lives, and that its key is a new one after each proof of who somebody is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from config.http.health import health
from register.clock import now

BEGAN, SEEN = "began_at", "seen_at"
NOTED = 12  # times at most in the span in which a session may lie unused


@receiver(user_logged_in)
def begin(request: HttpRequest, **_: Any) -> None:
    """The two clocks of a session start with it."""
    request.session[BEGAN] = request.session[SEEN] = now().timestamp()


@receiver(authentication_step_completed)
def rotate(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """A session that is good for more gets another key; at sign-in Django gives one."""
    old = request.session.session_key
    if reauthenticated and old:
        request.session.cycle_key()
        UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


class SessionLifetime:
    """Ends a session that nobody used for SESSION_IDLE_SECONDS, or that is SESSION_SECONDS old however busy.

    What was last seen is noted now and then: reading costs no writing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any) -> None:
        # Who sends no cookie has no session: what is published is then the same for everybody, and says so. Whether
        # the process lives is said without looking at anything.
        if view is health or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        if request.session.get(BEGAN) is not None:
            self._judge(request, now())

    def _judge(self, request: HttpRequest, moment: datetime) -> None:
        span, longest = timedelta(seconds=settings.SESSION_IDLE_SECONDS), timedelta(seconds=settings.SESSION_SECONDS)
        idle, age = moment - _at(request.session[SEEN]), moment - _at(request.session[BEGAN])
        session = UserSession.objects.filter(session_key=request.session.session_key)
        if idle >= span or age >= longest:
            session.delete()
            logout(request)
        elif idle >= span / NOTED:
            request.session[SEEN] = moment.timestamp()
            session.update(last_seen_at=moment)


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
