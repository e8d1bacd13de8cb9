"""Credentials of other issuers: verified by a key that is known or given, kept as evidence; nothing is fetched."""

import json
import socket
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from openbadgeslib.ob3 import Achievement, Issuer, OB3LdpSigner, OB3Signer, OpenBadgeCredential
from openbadgeslib.ob3.did import did_key_from_pem

from portfolio.models import Evidence, ImportedCredential
from portfolio.services.credentials import fetching
from register.services import outside
from register.services.outside import Answer
from tests.credentials import proofs
from tests.factories.files import png

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
DID = did_key_from_pem(PUBLIC)


def badge(issuer=DID, **more):
    """A credential of another school, not yet signed."""
    return OpenBadgeCredential(
        id="urn:uuid:5f0f0a7e-6f0b-4c39-9a3c-1f4c1c0a2b77",
        issuer=Issuer(id=issuer, name="Hogeschool Example"),
        recipient_id="mailto:zoe@person.example",
        achievement=Achievement(
            id="https://hogeschool.example/minor", name="Minor wondzorg", description="30 EC.", criteria_narrative="-"
        ),
        issuance_date=datetime(2025, 6, 30, tzinfo=UTC),
        **more,
    )


def signed(issuer=DID, method=None, **more):
    return OB3LdpSigner(PRIVATE, method).sign(badge(issuer, **more))


def verify(client, credential, **key):
    answer = client.post("/api/v1/credential-verifications", {"credential": credential, **key})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Nothing looks up a name elsewhere: contexts and keys are here, or are not known."""
    look_up = socket.getaddrinfo

    def here_only(host, *args, **kwargs):
        assert host in ("127.0.0.1", "localhost"), f"the network was asked for {host}"
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", here_only)


def test_a_did_key_is_known_by_itself(anonymous):
    for credential in (signed(), OB3Signer(PRIVATE, "EdDSA").sign(badge())):
        verdict = verify(anonymous, credential)
        assert (verdict["outcome"], verdict["issuerName"], verdict["name"], verdict["startsAt"]) == (
            "VERIFIED",
            "Hogeschool Example",
            "Minor wondzorg",
            "2025-06-30T00:00:00Z",
        )
        assert verdict["revocationChecked"] is False


def test_a_proof_made_by_the_second_path_is_verified_by_the_product(anonymous):
    document = proofs.sign(badge().to_vc(), KEY, f"{DID}#{DID.removeprefix('did:key:')}")

    assert verify(anonymous, document)["outcome"] == "VERIFIED"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Major wondzorg"},
        {"validFrom": "2024-06-30T00:00:00Z"},
        {
            "issuer": {
                "id": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
                "type": ["Profile"],
                "name": "x",
            }
        },
        {"https://www.w3.org/2018/credentials#validUntil": "2099-01-01T00:00:00Z"},
        {"@context": ["https://www.w3.org/ns/credentials/v2", "https://evil.example/context"]},
    ],
    ids=["name", "date", "issuer", "a term by its address", "another context"],
)
def test_what_was_changed_is_refused(anonymous, changed):
    assert verify(anonymous, signed() | changed)["outcome"] == "REFUSED"


def test_what_has_expired_or_is_signed_by_nobody_is_refused(anonymous):
    expired = signed(expiration_date=datetime(2025, 7, 1, tzinfo=UTC))
    _, claims, _ = OB3Signer(PRIVATE, "EdDSA").sign(badge()).split(".")
    unsigned = f"eyJhbGciOiJub25lIn0.{claims}."

    assert verify(anonymous, expired)["outcome"] == "REFUSED"
    assert verify(anonymous, unsigned)["outcome"] == "REFUSED"


def test_a_did_web_is_not_fetched_and_its_key_may_be_given(anonymous):
    did = "did:web:hogeschool.example"
    credential = signed(did, f"{did}#key-1")

    assert verify(anonymous, credential)["outcome"] == "UNDETERMINED"
    given = verify(anonymous, credential, publicKey=DID.removeprefix("did:key:"))
    assert (given["outcome"], given["keyWasGiven"]) == ("VERIFIED", True)
    assert verify(anonymous, credential, publicKey="z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")["outcome"] == (
        "REFUSED"
    )
    wrong = anonymous.post("/api/v1/credential-verifications", {"credential": credential, "publicKey": "key"})
    assert (wrong.status_code, wrong.json()["errors"][0]["location"]) == (400, "#/publicKey")


def test_with_fetching_allowed_an_internal_address_is_not_asked(anonymous, settings, monkeypatch):
    settings.CREDENTIAL_FETCH = True
    monkeypatch.setattr(outside, "_resolved", lambda host: ("10.0.0.5",))
    did = "did:web:intern.example"

    assert verify(anonymous, signed(did, f"{did}#key-1"))["outcome"] == "UNDETERMINED"


def test_with_fetching_allowed_the_issuers_document_gives_the_key(anonymous, settings, monkeypatch):
    settings.CREDENTIAL_FETCH = True
    did = "did:web:hogeschool.example"
    key = {"id": f"{did}#key-1", "type": "Multikey", "controller": did, "publicKeyMultibase": DID[8:]}
    pages = {"https://hogeschool.example/.well-known/did.json": json.dumps({"id": did, "verificationMethod": [key]})}
    monkeypatch.setattr(fetching, "call_outside", lambda url, **bounds: Answer(200, pages[url].encode()))

    assert verify(anonymous, signed(did, f"{did}#key-1"))["outcome"] == "VERIFIED"


def send(client, content, *, status=201, **fields):
    answer = client.post(
        "/api/v1/imported-credentials",
        {"file": SimpleUploadedFile("badge.json", content), **fields},
        format="multipart",
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_credential_becomes_evidence_with_its_result(professional, person):
    imported = send(professional, json.dumps(signed()).encode())

    evidence = Evidence.objects.get(uuid=imported["evidence"])
    assert (evidence.person, evidence.media_type) == (person, "application/vc")
    assert imported["result"]["outcome"] == "VERIFIED"
    link = professional.post(f"/api/v1/evidence-files/{evidence.uuid}/links", {}).json()["url"]
    kept = professional.get(link)
    assert json.loads(kept.content) == signed_again(kept.content)
    assert kept["Content-Disposition"].endswith('.json"')
    again = professional.post(f"/api/v1/imported-credentials/{imported['uuid']}/verifications", {})
    assert again.json()["result"] == imported["result"]


def signed_again(content):
    """What was kept, verified once more by the second path."""
    document = json.loads(content)
    proofs.verify(document, DID.removeprefix("did:key:"))
    return document


def test_a_picture_that_holds_a_credential_is_read_and_one_that_does_not_is_refused(professional):
    baked = OB3LdpSigner(PRIVATE).sign_into_png(badge(), png())

    assert send(professional, baked)["result"]["outcome"] == "VERIFIED"
    assert send(professional, png(), status=400)["code"] == "credential-not-read"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"{}", b"[]", b"a.b.c", b'{"credentialSubject": ' + b"[" * 9999, b"\xff\xfe", b"%PDF-1.7 {}"],
)
def test_what_is_no_credential_is_refused_and_not_kept(professional, content):
    assert send(professional, content, status=400)["code"] in ("credential-not-read", "invalid-input")
    assert not Evidence.objects.exists()


def test_an_imported_credential_goes_with_its_evidence(professional):
    imported = send(professional, json.dumps(signed()).encode())

    removed = professional.post(f"/api/v1/evidence-files/{imported['evidence']}/removals", {})

    assert removed.status_code == 201
    assert not ImportedCredential.objects.exists()
