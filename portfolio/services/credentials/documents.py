"""The signed forms of a credential: Open Badges 3.0 with a Data Integrity proof, and the same as a JWT.

Sources: Open Badges 3.0 (1EdTech), Verifiable Credentials Data Model 2.0, Data Integrity EdDSA Cryptosuites 1.0 and
Bitstring Status List 1.0 (W3C). Canonical form and proof are made by openbadgeslib on contexts that it brings along.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import jwt
from openbadgeslib.ob3 import (
    Achievement,
    IdentityObject,
    Issuer,
    OB3LdpVerifier,
    OpenBadgeCredential,
    add_data_integrity_proof,
    status_entry,
)

from portfolio.models import Credential, StatusList
from portfolio.selectors.credentials.addresses import (
    certificate_url,
    did_of,
    status_list_token_url,
    status_list_url,
)
from portfolio.selectors.credentials.issuers import jwk_address, key_address, public_pem
from portfolio.services.credentials.keys import Signer
from portfolio.services.credentials.wording import Words

KINDS = {
    Credential.Kind.REGISTRATION: "Membership",
    Credential.Kind.CYCLE: "Certification",
    Credential.Kind.ACTIVITY: "CertificateOfCompletion",
}
PURPOSE = "revocation"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be signed: about whom (an address that is hashed), what, in which words, and its place in a list."""

    uuid: UUID
    kind: str
    achievement: str
    facts: dict[str, Any]
    words: Words
    email: str
    salt: str
    status_list: StatusList
    place: int
    issued_at: datetime


def sign_draft(draft: Draft, signer: Signer) -> tuple[dict[str, Any], str]:
    """The credential with its proof, and the same as a JWT. Neither leaves before it has been verified here."""
    body = _body(draft, signer, status_list_url(draft.status_list.uuid))
    document = add_data_integrity_proof(body, signer.private_pem, key_address(signer.key), created=draft.issued_at)
    OB3LdpVerifier(pubkey_pem=public_pem(signer.key)).verify(document)
    return document, sign_token(_body(draft, signer, status_list_token_url(draft.status_list.uuid)), signer)


def sign_token(body: dict[str, Any], signer: Signer) -> str:
    """A credential as a JWT: its own members, and beside them the claims that name issuer, id and first moment."""
    issuer = body["issuer"]
    claims = body | {
        "iss": issuer["id"] if isinstance(issuer, dict) else issuer,
        "jti": body["id"],
        "nbf": int(datetime.fromisoformat(body["validFrom"]).timestamp()),
    }
    if "validUntil" in body:
        claims["exp"] = int(datetime.fromisoformat(body["validUntil"]).timestamp())
    return jwt.encode(claims, signer.private_pem, algorithm="EdDSA", headers={"kid": jwk_address(signer.key)})


def _body(draft: Draft, signer: Signer, list_url: str) -> dict[str, Any]:
    association = signer.key.association
    amounts = draft.facts.get("amounts", [])
    credits = _number(amounts[0]["quantity"]) if len(amounts) == 1 else None
    credential = OpenBadgeCredential(
        id=certificate_url(draft.uuid),
        issuer=Issuer(id=did_of(association), name=association.name),
        recipient_id=None,
        identifiers=[IdentityObject.create(draft.email.lower(), salt=draft.salt)],
        achievement=Achievement(
            id=draft.achievement,
            name=draft.words.name,
            description=draft.words.description,
            criteria_narrative=draft.words.criteria,
            achievement_type=KINDS[Credential.Kind(draft.kind)],
            credits_available=credits,
        ),
        credits_earned=credits,
        issuance_date=draft.issued_at,
        credential_status=[status_entry(list_url, PURPOSE, draft.place)],
    )
    body: dict[str, Any] = credential.to_vc()
    body["description"] = draft.words.description
    return body


def _number(quantity: str) -> float:
    """As Open Badges wants it: a JSON number; whole when it is, for then every processor writes it alike."""
    amount = Decimal(quantity)
    return int(amount) if amount == int(amount) else float(amount)
