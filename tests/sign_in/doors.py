"""Somebody at the doors of the system, with a browser: they ask for pages, fill in forms and follow where they lead."""

from itertools import count
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from register.models import User
from tests.factories.register import UserFactory

PASSWORD = "een-lang-wachtwoord-1"
_networks = count(1)


def account(*, password: str = PASSWORD, **values: Any) -> User:
    """An account that signs in by password."""
    user = UserFactory(**values)
    user.set_password(password)
    user.save()
    return user


def with_app(user: User) -> str:
    """Give the account an authenticator app; returns the secret that it shares with the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def with_recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


HALF_MINUTE = 59_000_000
"""The half minute in which tests run, however long they take (see conftest)."""


def code_of(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, HALF_MINUTE + later))


class Browser(Client):
    """From a network of its own, so that attempts of one test are not counted in another."""

    def __init__(self, **defaults: Any) -> None:
        number = next(_networks)
        network = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        super().__init__(
            enforce_csrf_checks=True,
            raise_request_exception=False,
            REMOTE_ADDR=network,
            headers={"accept": "text/html", "accept-language": "en"},
            **defaults,
        )

    def send(self, path: str, data: dict[str, Any] | None = None, **extra: Any) -> Any:
        """Fill in the form of a page and send it."""
        if "csrftoken" not in self.cookies:
            self.get(path)
        return self.post(path, {**(data or {}), "csrfmiddlewaretoken": self.cookies["csrftoken"].value}, **extra)

    def sign_in(self, user: User, *, password: str = PASSWORD, code: str = "") -> Any:
        """By password and, when asked for, a code."""
        answer = self.send("/accounts/login/", {"login": user.email, "password": password})
        if code:
            assert answer["Location"] == "/accounts/2fa/authenticate/"
            answer = self.send(answer["Location"], {"code": code})
        return answer

    def ask(self, path: str, *, method: str = "GET", body: Any = None) -> Any:
        """The API, as a program in the browser does."""
        headers = {"accept": "application/json"}
        if method != "GET":
            headers["x-csrftoken"] = self.cookies["csrftoken"].value
        return self.generic(method, f"/api/v1{path}", body or "", "application/json", headers=headers)
