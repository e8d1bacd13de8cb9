"""Identities from elsewhere: an issuer and a subject, checked as OpenID Connect demands.

Linked to an account by its invitation, or by who is signed in to it; never by an address.

What the library leaves open is closed here: the signature of an ID token is always checked, its issuer is the
configured one, its nonce is the one of this attempt, and nothing of it is kept but who vouches for whom.
"""

import secrets
from hashlib import sha256
from typing import Any

import jwt
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse

from config.sign_in.invitations import take_up
from register.scoping.sign_in import ELSEWHERE

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class CheckedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Fetches and checks the ID token; a provider that sends none is not believed."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=ALGORITHMS,
                issuer=app.settings["server_url"],
                audience=app.client_id,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("invalid id_token") from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("id_token for another client")
        return claims

    def _key_of(self, id_token: str) -> Any:
        """The provider's key that the token names; a provider with one key need not name it."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        named = jwt.get_unverified_header(id_token).get("kid")
        fitting = [key for key in keys if named is None or key.key_id == named]
        if len(fitting) != 1:
            raise OAuth2Error("no such key")
        return fitting[0].key

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        return super().complete_login(request, app, token, **kwargs)


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider."""
    return _at_provider(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider. The library's own view would check tokens its own way."""
    return _at_provider(OAuth2CallbackView, request, provider_id)


def _at_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(CheckedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer


class IdentityProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """A provider whose people are known by issuer and subject, never by an address."""

    oauth2_adapter_class = CheckedTokens

    def wk_server_url(self, url: str) -> str:
        return str(super().wk_server_url(url.rstrip("/")))

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        extra = {"nonce": nonce}
        if request.user.is_authenticated:
            extra["prompt"] = "login"  # who confirms that it is them, does so there and now
        asked = self.get_auth_params() | extra
        kwargs["auth_params"] = asked
        kwargs["scope"] = self.get_scope()  # as configured, not as the address of the visitor says
        response: HttpResponse = super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """One text for issuer and subject; both may be longer than the column."""
        claims = data["id_token"]
        return sha256(f"{claims['iss']}\n{claims['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"issuer": data["id_token"]["iss"], "subject": data["id_token"]["sub"]}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = response["id_token"]
        return login


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What the library asks about identities from elsewhere."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False  # an identity that no account has is nobody here

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link an identity that nobody has to the account whose invitation this session opened.

        Raises OAuth2Error, which is told as a failed sign-in, when the token answers another attempt.
        """
        expected = sociallogin.state.get("nonce")
        if not expected or sociallogin.claims.get("nonce") != expected:
            raise OAuth2Error("wrong nonce")
        if not sociallogin.is_existing and (invited := take_up(request)):
            sociallogin.connect(request, invited)


@receiver(user_logged_in)
def believe_second_factor(request: HttpRequest, user: Any, sociallogin: SocialLogin | None = None, **_: Any) -> None:
    """Take the provider's word that it asked for more than a password (`amr`, or an agreed `acr`)."""
    if sociallogin is None:
        return
    agreed = sociallogin.account.get_provider(request).app.settings
    methods = set(sociallogin.claims.get("amr") or ()) & set(agreed["second_factor_amr"])
    if methods or sociallogin.claims.get("acr") in agreed["second_factor_acr"]:
        record_authentication(request, user, method=ELSEWHERE, provider=sociallogin.account.provider)
