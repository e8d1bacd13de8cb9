"""How a machine proves itself: an OAuth2 client-credential token, sent in the Authorization header."""

from typing import Any

from allauth.idp.oidc.models import Token
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from register.models import User


class MachineTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`. The account is the owner of the client that asked for the token.

    Tokens live ten minutes, are stored as a hash and carry only the scopes that were asked for. A bad token is 401,
    never an anonymous visitor.
    """

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        token = self._token(parts[1:])
        user = token.client.owner if token and token.client else None
        if user is None or not user.is_machine or not user.is_active:
            raise AuthenticationFailed("The access token is unknown, expired or withdrawn.")
        return user, token

    def _token(self, values: list[bytes]) -> Any:
        if len(values) != 1:
            return None
        try:
            return Token.objects.lookup(Token.Type.ACCESS_TOKEN, values[0].decode("ascii"))
        except UnicodeDecodeError:
            return None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class MachineTokenScheme(OpenApiAuthenticationExtension):
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
                    },
                }
            },
        }
