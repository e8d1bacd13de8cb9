"""What is signed: read by a second path than the one that signed it, and refused after the smallest change."""

import contextlib
import json
import random

import jwt
import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier, decode_encoded_list, set_indices

from portfolio.errors.credentials import CredentialNotRead
from portfolio.models import Credential
from portfolio.selectors.credentials.issuers import did_document, key_address
from portfolio.services.credentials.keys import replace_key
from portfolio.services.credentials.reading import read_credential
from portfolio.services.credentials.revoking import revoke
from portfolio.services.credentials.status_lists import published_list, published_token
from portfolio.services.credentials.verifying import verify_credential
from register.clock import now
from tests.credentials import proofs
from tests.factories.credentials import issued
from tests.factories.register import NOW, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential(settings):
    settings.PUBLIC_URL = "https://register.example"
    registration = RegistrationFactory(register__association__code="venvn")
    return issued(registration, user=UserFactory(person=registration.person, email="Zoe@Person.example"))


def outcome(text):
    """What verifying gives; nothing when it can't be read as a credential."""
    with contextlib.suppress(CredentialNotRead):
        return verify_credential(sent=read_credential(text.encode()), now=now()).outcome
    return ""


def test_the_proof_is_that_of_the_key_in_the_issuers_document(credential):
    document = did_document(credential.key.association)
    methods = {method["id"]: method for method in document["verificationMethod"]}

    proof = credential.document["proof"]
    proofs.verify(credential.document, methods[proof["verificationMethod"]]["publicKeyMultibase"])
    assert (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) == (
        "DataIntegrityProof",
        "eddsa-rdfc-2022",
        "assertionMethod",
    )
    assert proof["verificationMethod"] in document["assertionMethod"]
    assert document["id"] == "did:web:register.example:associations:venvn" == credential.document["issuer"]["id"]


def test_the_token_says_the_same_and_names_its_key(credential):
    header = jwt.get_unverified_header(credential.token)
    methods = {method["id"]: method for method in did_document(credential.key.association)["verificationMethod"]}
    key = jwt.PyJWK(methods[header["kid"]]["publicKeyJwk"])

    claims = jwt.decode(credential.token, key, algorithms=["EdDSA"])

    assert (claims["iss"], claims["jti"]) == (credential.document["issuer"]["id"], credential.document["id"])
    own = {"proof", "credentialStatus"}
    assert {k: v for k, v in credential.document.items() if k not in own} == {
        name: claims[name] for name in credential.document if name not in own
    }


def test_it_has_what_open_badges_asks_for_and_nobody_by_name(credential):
    document = credential.document

    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert document["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert document["issuer"]["type"] == ["Profile"]
    assert document["credentialSchema"][0]["type"] == "1EdTechJsonSchemaValidator2019"
    subject = document["credentialSubject"]
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    (identifier,) = subject["identifier"]
    assert identifier["hashed"] is True
    assert len(identifier["salt"]) == 32
    person = credential.registration.person
    words = json.dumps(document) + json.dumps(jwt.decode(credential.token, options={"verify_signature": False}))
    for known in (person.family_name, person.given_name, "zoe@person.example", credential.registration.number):
        assert known.lower() not in words.lower()


def test_the_published_list_verifies_and_shows_what_was_revoked(credential):
    revoke(credential=credential, ground=Credential.Ground.OFFICE, reason="x", actor=None, now=NOW)

    document = published_list(status_list=credential.status_list, now=NOW)
    proofs.verify(document, credential.key.public_key)

    entry = credential.document["credentialStatus"]
    bits = decode_encoded_list(document["credentialSubject"]["encodedList"])
    assert entry["statusListCredential"] == document["id"]
    assert len(bits) * 8 == 131_072
    assert set_indices(bits) == {int(entry["statusListIndex"])} == {credential.place}


def test_other_verifiers_get_all_they_need_from_the_published_addresses(credential):
    pages = {
        "https://register.example/associations/venvn/did.json": json.dumps(
            did_document(credential.key.association)
        ).encode(),
        credential.document["credentialStatus"]["statusListCredential"]: json.dumps(
            published_list(status_list=credential.status_list, now=now())
        ).encode(),
        f"https://register.example/status-lists/{credential.status_list.uuid}.jwt": published_token(
            status_list=credential.status_list, now=now()
        ).encode(),
    }
    issuer = credential.document["issuer"]["id"]

    OB3LdpVerifier.for_issuer_did(issuer).verify(
        credential.document, download=pages.__getitem__, check_status=True, verify_status_list=False
    )
    OB3Verifier.for_issuer_did(issuer, download=pages.__getitem__).verify(
        credential.token, download=pages.__getitem__, check_status=True
    )


def test_any_changed_byte_is_noticed(credential):
    """Flips over the whole of both forms; what is no longer JSON or a token is no credential either."""
    chance = random.Random(20260115)
    for text in (json.dumps(credential.document), credential.token):
        assert outcome(text) == "VERIFIED"
        for _ in range(60):
            at = chance.randrange(len(text))
            changed = text[:at] + chr(ord(text[at]) ^ 1 << chance.randrange(5)) + text[at + 1 :]
            assert outcome(changed) != "VERIFIED" or json.loads(changed) == credential.document


def test_what_an_earlier_key_signed_goes_on_verifying(credential):
    replaced = replace_key(association=credential.key.association, now=NOW)

    assert outcome(json.dumps(credential.document)) == "VERIFIED"
    assert outcome(credential.token) == "VERIFIED"
    document = did_document(credential.key.association)
    assert {key_address(credential.key), key_address(replaced)} <= set(document["assertionMethod"])
