"""How a machine proves itself: an OAuth2 client-credential token, sent in the Authorization header."""

from typing import Any

from allauth.idp.oidc.models import Token
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from register.clock import today
from register.models import User
from register.services.machines import note_use


class MachineTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`. The account is that of the machine whose client asked for the token.

    Tokens live ten minutes, are stored as a hash and carry only the scopes that were asked for. `request.auth` is the
    set of those scopes that the client still has: taking one away works on the next request. A bad token is 401, never
    an anonymous visitor.
    """

    def authenticate(self, request: Request) -> tuple[User, frozenset[str]] | None:
        kind, *values = get_authorization_header(request).split() or [b""]
        if kind.lower() != b"bearer":
            return None
        token = self._token(values)
        machine = getattr(token.client, "machine", None) if token and token.client else None
        user = machine.account if machine else None
        if machine is None or machine.ended_at or user is None or not user.is_machine or not user.is_active:
            raise AuthenticationFailed("The access token is unknown, expired or withdrawn.")
        note_use(machine, today=today())
        return user, frozenset(token.get_scopes()) & frozenset(token.client.get_scopes())

    def _token(self, values: list[bytes]) -> Any:
        if len(values) != 1 or not values[0].isascii():
            return None
        tokens = Token.objects.valid().by_value(values[0].decode("ascii")).filter(type=Token.Type.ACCESS_TOKEN)
        return tokens.select_related("client__machine__account").first()

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class MachineTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Documents the token in the published schema."""

    target_class = "config.http.tokens.MachineTokenAuthentication"
    name = "machine"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "oauth2",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": "/oauth/token",
                    "scopes": {
                        "attendance:write": "Report attendance for the provider's own courses.",
                        "courses:write": "Add courses and editions of the provider.",
                        "registrations:read": "Read registrations of the association's registers.",
                        "dossiers:read": "Read dossiers of the association's registers.",
                        "webhooks:write": "Manage where the organisation hears of events.",
                    },
                }
            },
        }
