"""Where machines get and give back their tokens: OAuth2 client credentials (RFC 6749, RFC 7009), nothing else of it."""

from typing import Any

from allauth.core.internal import httpkit
from allauth.idp.oidc.internal.oauthlib.request_validator import OAuthLibRequestValidator
from allauth.idp.oidc.internal.oauthlib.server import generate_opaque_token
from allauth.idp.oidc.internal.oauthlib.utils import convert_response, extract_params
from allauth.idp.oidc.models import Token
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from oauthlib.common import Request  # type: ignore[import-untyped]
from oauthlib.oauth2 import BackendApplicationServer  # type: ignore[import-untyped]

from register.clock import now
from register.services.machines import recognise_machine


class MachineValidator(OAuthLibRequestValidator):  # type: ignore[misc]
    """The library's, with the secrets of machines: several may be valid at once."""

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        client_id, secret = httpkit.extract_basic_auth(request.headers)
        if not client_id and not secret:
            client_id, secret = getattr(request, "client_id", None), getattr(request, "client_secret", None)
        if not (isinstance(client_id, str) and isinstance(secret, str)):
            return False
        machine = recognise_machine(client_id=client_id, secret=secret, now=now())
        if machine is None:
            return False
        self._use_client(request, machine.client)
        return True

    def revoke_token(self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any) -> None:
        """Only its own: a token of another client is left alone, without a word (RFC 7009, 2.1)."""
        Token.objects.by_value(token).filter(client=request.client).delete()


@method_decorator(csrf_exempt, name="dispatch")
class _Endpoint(View):
    """Answers by the server of oauthlib, which knows client credentials only."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest) -> HttpResponse:
        if request.GET:  # addresses are kept in logs and histories
            says = "Send everything in the body or the Authorization header, never in the address."
            return JsonResponse({"error": "invalid_request", "error_description": says}, status=400)
        server = BackendApplicationServer(
            MachineValidator(),
            token_generator=generate_opaque_token,
            token_expires_in=settings.IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN,
        )
        response: HttpResponse = convert_response(*self.answer(server, extract_params(request)))
        return response

    def answer(self, server: BackendApplicationServer, params: Any) -> Any:
        raise NotImplementedError


class TokenEndpoint(_Endpoint):
    """A token of ten minutes, of the scopes that were asked for; asked for none, it has none."""

    def answer(self, server: BackendApplicationServer, params: Any) -> Any:
        return server.create_token_response(*params)


class RevocationEndpoint(_Endpoint):
    """Ends one token at once."""

    def answer(self, server: BackendApplicationServer, params: Any) -> Any:
        return server.create_revocation_response(*params)
