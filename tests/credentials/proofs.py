"""Proofs made and checked step by step, by PyLD and cryptography alone: a second opinion on what the product signs.

Source of the steps: Data Integrity EdDSA Cryptosuites v1.0 (W3C), section 3.2, eddsa-rdfc-2022.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from openbadgeslib.ob3.contexts import bundled_contexts
from pyld import jsonld

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58_decode(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58_encode(content: bytes) -> str:
    number, text = int.from_bytes(content, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + text


def public_key_of(multikey: str) -> Ed25519PublicKey:
    content = base58_decode(multikey[1:])
    assert content[:2] == b"\xed\x01"
    return Ed25519PublicKey.from_public_bytes(content[2:])


def private_key_of(multikey: str) -> Ed25519PrivateKey:
    content = base58_decode(multikey[1:])
    assert content[:2] == b"\x80\x26"
    return Ed25519PrivateKey.from_private_bytes(content[2:])


def hash_data(document: Mapping[str, Any], contexts: Mapping[str, Any]) -> bytes:
    """What is signed: the hash of the proof's options, and that of the document without its proof."""
    options = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    options["@context"] = document["@context"]
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    return b"".join(hashlib.sha256(_canonical(one, contexts)).digest() for one in (options, unsecured))


def verify(document: Mapping[str, Any], multikey: str, contexts: Mapping[str, Any] | None = None) -> None:
    """InvalidSignature when this key did not sign the document."""
    signature = base58_decode(document["proof"]["proofValue"][1:])
    public_key_of(multikey).verify(signature, hash_data(document, contexts or bundled_contexts()))


def sign(document: Mapping[str, Any], key: Ed25519PrivateKey, method: str) -> dict[str, Any]:
    """The document with a proof."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-01-15T09:00:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(hash_data({**document, "proof": proof}, bundled_contexts()))
    return {**document, "proof": {**proof, "proofValue": "z" + base58_encode(signature)}}


def _canonical(document: Mapping[str, Any], contexts: Mapping[str, Any]) -> bytes:
    def load(url: str, options: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    text: str = jsonld.normalize(
        document, {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    )
    return text.encode()
