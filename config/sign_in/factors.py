"""The second factor: who needs one, how its secrets are kept, and what adding one proves."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from portfolio.services.credentials.sealing import seal, unseal
from register.clock import today
from register.models import RoleGrant
from register.scoping.sign_in import has_second_factor

PURPOSE = b"leerregister second factors"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of apps and recovery codes are sealed as the keys of certificates are, for a purpose of their own."""

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=PURPOSE).decode()


def needs_second_factor(user: Any) -> bool:
    """Everybody but a plain member: who holds a role today, or may open the admin."""
    if user.is_staff or user.is_superuser:
        return True
    return RoleGrant.objects.filter(user=user).held_on(today()).exists()


def page_of_second_factor(request: HttpRequest) -> str | None:
    """Where to go first, when this session lacks the second factor that the account needs."""
    if has_second_factor(request) or not needs_second_factor(request.user):
        return None
    methods = get_adapter().get_reauthentication_methods(request.user)
    there = [method["url"] for method in methods if method["id"].startswith("mfa_reauthenticate")]
    return there[0] if there else reverse("mfa_index")


@receiver(authenticator_added)
def prove_by_adding(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """Who added a factor has just used it: the session need not ask for it again."""
    if authenticator.type in FACTORS:
        record_authentication(
            request, user, method="mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )
