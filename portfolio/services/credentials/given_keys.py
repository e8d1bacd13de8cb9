"""A public key that somebody gives along: a Multikey (`z6Mk…`), a did:key, a JSON Web Key or PEM."""

import json

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.did import pem_for_kid, resolve_did

from register.errors import FieldProblem, InvalidInput


def pem_of(public_key: str) -> bytes:
    """The key as PEM. InvalidInput when it is none of these forms."""
    text = public_key.strip()
    try:
        if text.startswith("-----BEGIN PUBLIC KEY-----"):
            load_pem_public_key(text.encode())
            return text.encode()
        if text.startswith("{"):
            document = {"verificationMethod": [{"id": "did:x#given", "publicKeyJwk": json.loads(text)}]}
            return bytes(pem_for_kid(document, "did:x"))
        return bytes(resolve_did(text if text.startswith("did:key:") else f"did:key:{text}"))
    except (LibOpenBadgesException, ValueError) as error:
        nl = "Geef de openbare sleutel als Multikey (z6Mk…), did:key, JWK of PEM."
        en = "Give the public key as a Multikey (z6Mk…), did:key, JWK or PEM."
        problem = FieldProblem("#/publicKey", "invalid", nl, en)
        raise InvalidInput(nl=nl, en=en, fields=(problem,)) from error
