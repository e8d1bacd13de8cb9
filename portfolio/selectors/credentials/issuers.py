"""Associations as issuers: the document that names their keys (Decentralized Identifiers v1.0, did:web)."""

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from openbadgeslib.ob3.did import resolve_did

from portfolio.models import CredentialKey
from portfolio.selectors.credentials.addresses import did_of, public_url
from register.models import Association

CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]


def key_address(key: CredentialKey) -> str:
    """The key as proofs name it: a Multikey."""
    return f"{did_of(key.association)}#key-{key.number}"


def jwk_address(key: CredentialKey) -> str:
    """The same key as the header of a JWT names it: a JSON Web Key."""
    return f"{key_address(key)}-jwk"


def public_pem(key: CredentialKey) -> bytes:
    return bytes(resolve_did(f"did:key:{key.public_key}"))


def did_document(association: Association) -> dict[str, Any]:
    """Every key of the association that signs or goes on verifying, each in the two forms that verifiers read."""
    did = did_of(association)
    keys = list(
        CredentialKey.objects.filter(association=association)
        .exclude(state=CredentialKey.State.WITHDRAWN)
        .select_related("association")
        .order_by("-number")
    )
    methods = [method for key in keys for method in _methods(key, did)]
    return {
        "@context": CONTEXTS,
        "id": did,
        "alsoKnownAs": [public_url(f"associations/{association.code}/did.json")],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _methods(key: CredentialKey, did: str) -> list[dict[str, Any]]:
    multikey = {
        "id": key_address(key),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": key.public_key,
    }
    return [
        multikey,
        {"id": jwk_address(key), "type": "JsonWebKey", "controller": did, "publicKeyJwk": _jwk_of(key)},
    ]


def _jwk_of(key: CredentialKey) -> dict[str, str]:
    public = load_pem_public_key(public_pem(key))
    assert isinstance(public, Ed25519PublicKey)  # no other kind is made
    raw = base64.urlsafe_b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).rstrip(b"=")
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": raw.decode()}
