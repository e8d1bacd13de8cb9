"""A certificate as anybody may look it up, and whether it is a person's."""

import hmac
from uuid import UUID

from openbadgeslib.ob3 import IdentityObject

from portfolio.models import Credential


def certificate(uuid: UUID) -> Credential | None:
    """The certificate with this number, whoever asks: who has the number was given it."""
    return Credential.objects.filter(uuid=uuid).select_related("key__association", "registration").first()


def is_holder(credential: Credential, *, email_address: str = "", registration_number: str = "") -> bool:
    """Whether it was issued to this address, or is of the registration with this number."""
    if registration_number:
        return hmac.compare_digest(registration_number.encode(), credential.registration.number.encode())
    subject = credential.document.get("credentialSubject") or {}
    return any(
        hmac.compare_digest(_hashed(email_address, identifier["salt"]), identifier["identityHash"])
        for identifier in subject.get("identifier", ())
    )


def _hashed(email_address: str, salt: str) -> str:
    return str(IdentityObject.create(email_address.lower(), salt=salt).identity_hash)
