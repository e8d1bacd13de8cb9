"""What was sent as a credential: a JSON document with a proof, a JWT, or a picture that holds one of these."""

from dataclasses import dataclass
from typing import Any

import orjson
from jwt.utils import base64url_decode
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3Verifier

from portfolio.errors.credentials import CredentialNotRead
from register.errors import TooLarge

MOST_BYTES = 256 * 1024
MOST_PICTURE_BYTES = 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
DOCUMENT, TOKEN = "application/vc", "application/vc+jwt"


@dataclass(frozen=True, slots=True)
class Sent:
    """A credential as it was sent. `claims` is what it says, not yet believed; `text` is it, as it is kept."""

    media_type: str
    text: str
    claims: dict[str, Any]

    @property
    def issuer(self) -> str:
        """The id of the issuer; empty when it names none."""
        issuer = self.claims.get("issuer") or self.claims.get("iss")
        found = issuer.get("id") if isinstance(issuer, dict) else issuer
        return found if isinstance(found, str) else ""


def read_credential(content: bytes) -> Sent:
    """CredentialNotRead when it is nothing of the kind, TooLarge when it is larger than any credential."""
    picture = content.startswith(PNG)
    if len(content) > (MOST_PICTURE_BYTES if picture else MOST_BYTES):
        raise TooLarge(nl="Dit is groter dan een certificaat kan zijn.", en="This is larger than a credential can be.")
    try:
        text = OB3Verifier.extract_token_from_png(content) if picture else content.decode("utf-8").strip()
        if text.startswith("{"):
            claims = orjson.loads(text)
            media_type = DOCUMENT
        else:
            _, body, _ = text.split(".")
            claims = orjson.loads(base64url_decode(body))
            media_type = TOKEN
    except (LibOpenBadgesException, ValueError, RecursionError) as error:
        raise _not_read() from error
    if not isinstance(claims, dict) or "credentialSubject" not in claims:
        raise _not_read()
    return Sent(media_type, text, claims)


def _not_read() -> CredentialNotRead:
    return CredentialNotRead(
        nl="Dit is geen Open Badges 3.0-certificaat. Stuur het JSON-bestand, de JWT of de PNG die u kreeg.",
        en="This is not an Open Badges 3.0 credential. Send the JSON file, the JWT or the PNG that you were given.",
    )
