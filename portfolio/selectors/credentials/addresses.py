"""The addresses that signed credentials name. They are for good: whoever holds a credential asks there years later."""

from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings

from register.models import Association


def public_url(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}/{path}"


def certificate_url(uuid: UUID) -> str:
    """Where anybody sees whether a credential holds; also its id."""
    return public_url(f"certificates/{uuid}")


def status_list_url(uuid: UUID | str) -> str:
    """The list as a credential with a proof in it."""
    return public_url(f"status-lists/{uuid}")


def status_list_token_url(uuid: UUID) -> str:
    """The same list as a JWT, for those who verify JWTs."""
    return public_url(f"status-lists/{uuid}.jwt")


def did_of(association: Association) -> str:
    """The name of the association as an issuer (did:web): its document is at `/associations/{code}/did.json`."""
    return f"did:web:{quote(urlsplit(settings.PUBLIC_URL).netloc, safe='')}:associations:{association.code}"


def did_document_url(did: str) -> str:
    """Where a did:web of this installation, or of another, has its document."""
    host, *path = did.removeprefix("did:web:").split(":")
    return f"https://{host.replace('%3A', ':')}/{'/'.join(path) or '.well-known'}/did.json"
