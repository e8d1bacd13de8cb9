"""Forms of answer for readers of credentials: the media types of credentials and issuers."""

import json
from typing import Any

from rest_framework.renderers import BaseRenderer

from portfolio.services.credentials.reading import DOCUMENT, TOKEN


class DocumentRenderer(BaseRenderer):
    """JSON under the name by which it was asked for: credentials and issuers are read by several."""

    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return json.dumps(data, ensure_ascii=False).encode()


class CredentialRenderer(DocumentRenderer):
    media_type = DOCUMENT


class LinkedDataRenderer(DocumentRenderer):
    media_type = "application/ld+json"


class PlainRenderer(DocumentRenderer):
    media_type = "application/json"


class IssuerRenderer(DocumentRenderer):
    media_type = "application/did+json"


class TokenRenderer(BaseRenderer):
    """A JWT; a problem stays JSON."""

    media_type = TOKEN
    format = "jwt"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return data.encode() if isinstance(data, str) else json.dumps(data).encode()


class AnyTokenRenderer(TokenRenderer):
    media_type = "application/jwt"
