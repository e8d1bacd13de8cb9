"""Extracts of a registration: what it was on a day, signed by the association, for machines to verify."""

from datetime import datetime
from typing import Any

import jwt

from portfolio.models import CredentialKey
from portfolio.selectors.credentials.addresses import did_of
from portfolio.selectors.credentials.issuers import jwk_address, public_pem
from portfolio.services.credentials.keys import signer_of
from register.selectors.history import History

TYPE = "register-extract+jwt"  # so that nobody takes it for a credential


def sign_extract(*, history: History, now: datetime) -> str:
    """The extract as a JWT (EdDSA) by the key that signs now. CredentialsNotSetUp while the association has none."""
    association = history.registration.register.association
    signer = signer_of(association)
    claims = {"iss": did_of(association), "iat": int(now.timestamp()), "extract": extract_of(history)}
    headers = {"kid": jwk_address(signer.key), "typ": TYPE}
    return jwt.encode(claims, signer.private_pem, algorithm="EdDSA", headers=headers)


def extract_of(history: History) -> dict[str, Any]:
    """A registration on a day as plain JSON. What was taken back is in `changes`, with the moment at which it was."""
    registration, current = history.registration, history.current
    return {
        "register": registration.register.code,
        "registerName": registration.register.name,
        "association": registration.register.association.name,
        "name": registration.person.full_name,
        "number": registration.number,
        "registeredOn": str(registration.registered_on),
        "asOf": str(history.on),
        "knownAt": history.known_at.isoformat(),
        "status": str(current.value) if current else None,
        "statusFrom": str(current.starts_on) if current else None,
        "endorsements": [{"code": one.code, "startsOn": str(one.starts_on)} for one in history.endorsements],
        "annotations": [{"code": one.code, "startsOn": str(one.starts_on)} for one in history.annotations],
        "changes": [
            {
                "axis": one.axis,
                "value": one.value,
                "startsOn": str(one.starts_on),
                "recordedAt": one.recorded_at.isoformat(),
                "withdrawnAt": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            }
            for one in history.changes
        ],
    }


def verified_extract(token: str) -> dict[str, Any] | None:
    """What was signed; None when it was changed, or signed by no key of ours that still verifies."""
    try:
        header = jwt.get_unverified_header(token)
        key = _key_named(header.get("kid"))
        if key is None or header.get("typ") != TYPE:
            return None
        issuer = did_of(key.association)
        claims = jwt.decode(
            token,
            public_pem(key),
            algorithms=["EdDSA"],
            issuer=issuer,
            options={"verify_iat": False},  # signed by ourselves; the clock of another server may be ahead
        )
    except jwt.InvalidTokenError:
        return None
    extract: dict[str, Any] = claims["extract"]
    return extract


def _key_named(kid: object) -> CredentialKey | None:
    keys = CredentialKey.objects.exclude(state=CredentialKey.State.WITHDRAWN).select_related("association")
    return next((key for key in keys if jwk_address(key) == kid), None)
