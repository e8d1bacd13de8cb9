"""The published test vectors of eddsa-rdfc-2022, reproduced with what the product signs and verifies with.

Source: W3C, Data Integrity EdDSA Cryptosuites v1.0, appendix A.1 (github.com/w3c/vc-di-eddsa, TestVectors/keyPair.json
and TestVectors/eddsa-rdfc-2022, commit 6767a890: signedDataInt.json, combinedHashDataInt.txt).
"""

import copy
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from openbadgeslib.ob3 import OB3VerificationError, add_data_integrity_proof, verify_data_integrity_proof
from openbadgeslib.ob3.contexts import bundled_contexts

from tests.credentials import proofs

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
PRIVATE = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
COMBINED_HASH = (
    "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
)
METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
SIGNED = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9",
    },
}
EXAMPLES = {
    "https://www.w3.org/ns/credentials/examples/v2": {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    }
}


def public_pem() -> bytes:
    return proofs.public_key_of(PUBLIC).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_what_is_hashed_is_what_was_published():
    assert proofs.hash_data(SIGNED, bundled_contexts() | EXAMPLES).hex() == COMBINED_HASH


def test_signing_gives_the_published_proof_byte_for_byte():
    unsigned = {name: value for name, value in SIGNED.items() if name != "proof"}
    pem = proofs.private_key_of(PRIVATE).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    signed = add_data_integrity_proof(
        unsigned, pem, METHOD, created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC), extra_contexts=EXAMPLES
    )

    assert signed == SIGNED


def test_the_published_credential_is_verified_and_a_changed_one_is_not():
    changed = copy.deepcopy(SIGNED)
    changed["credentialSubject"]["alumniOf"] = "The School of Example"

    verify_data_integrity_proof(SIGNED, public_pem(), extra_contexts=EXAMPLES)
    proofs.verify(SIGNED, PUBLIC, bundled_contexts() | EXAMPLES)
    with pytest.raises(OB3VerificationError):
        verify_data_integrity_proof(changed, public_pem(), extra_contexts=EXAMPLES)
    with pytest.raises(InvalidSignature):
        proofs.verify(changed, PUBLIC, bundled_contexts() | EXAMPLES)
