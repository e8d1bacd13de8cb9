"""The standing over HTTP, against a bare Django view that answers with the same bytes."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from bench.timing import Comparison, interleave
from register.models import Register, Registration, User

REQUESTS = 200
_body = b""


def bare(request: HttpRequest) -> HttpResponse:
    """The floor: Django with our middleware, no login, no database, a constant body."""
    return HttpResponse(_body, content_type="application/json")


urlpatterns = [path("bare", bare), path("", include("config.urls"))]


def measure(register: Register, *, runs: int) -> list[Comparison]:
    """A signed-in professional asks for their standing: judged from the ledger, and from the kept copy."""
    global _body
    registration = Registration.objects.filter(register=register).earliest("id")
    cookie = sign_in(User.objects.create_user(email="member@bench.example", person=registration.person))
    address = f"/api/v1/registrations/{registration.uuid}/standing"
    with override_settings(ROOT_URLCONF="bench.standing_endpoint", ALLOWED_HOSTS=["*"]):
        server = WSGIHandler()
        _body = get(server, address, cookie)

        def judged() -> None:
            for _ in range(REQUESTS):
                get(server, address, cookie)

        def floor() -> None:
            for _ in range(REQUESTS):
                get(server, "/bare", "")

        from_ledger = interleave("standing endpoint, judged from the ledger", judged, "bare view", floor, runs=runs)
        _keep(registration)
        kept = interleave("standing endpoint, kept copy", judged, "bare view", floor, runs=runs)
    return [from_ledger, kept]


def sign_in(user: User) -> str:
    """A cookie by which requests come from this account."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _keep(registration: Registration) -> None:
    from portfolio.models import StaleStanding
    from portfolio.services.standings import refresh_stale_standings
    from register.clock import now, today

    StaleStanding.objects.update_or_create(registration=registration, defaults={"marked_at": now(), "error": ""})
    refresh_stale_standings(on=today(), now=now())


def get(server: WSGIHandler, address: str, cookie: str) -> bytes:
    status: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        "HTTP_ACCEPT": "application/json",
        "HTTP_COOKIE": cookie,
    }

    def start(code: str, headers: Any, failure: Any = None) -> Any:
        status.append(code)

    answer = server(environ, start)
    body = b"".join(answer)
    answer.close()  # type: ignore[attr-defined]
    if not status[0].startswith("200"):
        raise RuntimeError(f"{address} answered {status[0]}: {body[:300]!r}")
    return body
