"""A member asks for certificates, a stranger checks them without an account, the office revokes: over HTTP."""

import json

import pytest

from portfolio.models import CredentialKey
from portfolio.services.credentials.keys import make_key
from portfolio.tasks.evidence import revoke_unfounded_credentials
from register.access import Role
from register.models import Event, JobRun
from tests.conftest import client_of
from tests.credentials import proofs
from tests.factories.credentials import closing_of
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
HTML = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def registration(association):
    return RegistrationFactory(register__association=association, number="0012345")


@pytest.fixture
def member(registration):
    make_key(association=registration.register.association, now=NOW)
    return client_of(UserFactory(person=registration.person, email="zoe@person.example"))


def ask(client, registration, *, status=201, **fact):
    answer = client.post("/api/v1/credentials", {"registration": str(registration.uuid), **fact})
    assert answer.status_code == status, answer.content
    return answer.json()


def local(url):
    return url.removeprefix("http://127.0.0.1:8000")


def test_a_certificate_from_asking_to_revoking(registration, member, anonymous, staff):
    cycle = CycleFactory(registration=registration)
    closing_of(cycle)
    entry = LedgerEntryFactory(person=registration.person, registration=registration, validation="ASSESSED")

    # The member asks for three, and gets the same when asking again.
    asked = [
        ask(member, registration, **fact) for fact in ({}, {"cycle": str(cycle.uuid)}, {"ledgerEntry": str(entry.uuid)})
    ]
    assert [one["kind"] for one in asked] == ["REGISTRATION", "CYCLE", "ACTIVITY"]
    assert ask(member, registration, status=200) == asked[0]
    certificate = asked[0]

    # And takes it along in each form.
    contents = f"/api/v1/credentials/{certificate['uuid']}/contents?form="
    document = json.loads(member.get(f"{contents}document").content)
    assert document["id"] == certificate["url"]
    assert member.get(f"{contents}token")["Content-Type"] == "application/vc+jwt"
    assert member.get(f"{contents}pdf").content.startswith(b"%PDF")
    assert certificate["url"] in member.get(f"{contents}qr-code").content.decode()

    # A stranger scans the code, and reads that it holds, without a name.
    page = anonymous.get(local(certificate["url"]), headers=HTML)
    assert page.status_code == 200
    assert "Dit certificaat geldt" in page.content.decode()
    assert registration.person.family_name not in page.content.decode()
    checks = f"/api/v1/certificates/{certificate['uuid']}/holder-checks"
    for sent, matches in (
        ({"registrationNumber": "0012345"}, True),
        ({"registrationNumber": "0012346"}, False),
        ({"emailAddress": "Zoe@person.example"}, True),
        ({"emailAddress": "noor@person.example"}, False),
    ):
        assert anonymous.post(checks, sent).json() == {"matches": matches}
    assert (
        "Ja, het is van deze persoon"
        in anonymous.post(
            local(certificate["url"]), {"registrationNumber": "0012345"}, format="multipart", headers=HTML
        ).content.decode()
    )

    # What is published suffices to verify it elsewhere.
    issuer = anonymous.get(f"/associations/{registration.register.association.code}/did.json").json()
    multikey = next(one["publicKeyMultibase"] for one in issuer["verificationMethod"] if one["type"] == "Multikey")
    proofs.verify(document, multikey)
    listed = anonymous.get(local(document["credentialStatus"]["statusListCredential"]))
    assert (listed["Content-Type"], listed["Cache-Control"]) == ("application/vc", "public, max-age=300")
    proofs.verify(json.loads(listed.content), multikey)

    # The office revokes, and everybody sees it; the member reads why.
    office = staff(Role.REGISTRAR)
    revoked = office.post(f"/api/v1/credentials/{certificate['uuid']}/revocations", {"reason": "Verkeerde persoon."})
    assert revoked.status_code == 201, revoked.content
    assert office.get(f"{contents}token").status_code == 403, "the office has no part in what was signed"
    assert "ingetrokken" in anonymous.get(local(certificate["url"]), headers=HTML).content.decode()
    assert verify(anonymous, document)["outcome"] == "REVOKED"
    assert member.get(f"/api/v1/credentials/{certificate['uuid']}").json()["reason"] == "Verkeerde persoon."
    assert ask(member, registration, status=409)["code"] == "credential-barred"


def verify(client, credential, **key):
    answer = client.post("/api/v1/credential-verifications", {"credential": credential, **key})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_what_was_reversed_is_revoked_by_the_job(registration, member, anonymous, staff):
    entry = LedgerEntryFactory(person=registration.person, registration=registration, validation="ASSESSED")
    certificate = ask(member, registration, ledgerEntry=str(entry.uuid))
    reversal = staff(Role.REGISTRAR).post(f"/api/v1/ledger-entries/{entry.uuid}/reversals", {"reason": "Dubbel."})
    assert reversal.status_code == 201

    revoke_unfounded_credentials()
    revoke_unfounded_credentials()

    assert anonymous.get(f"/api/v1/certificates/{certificate['uuid']}").json()["holds"] is False
    assert list(JobRun.objects.order_by("id").values_list("rows", flat=True)) == [1, 0]
    told = Event.objects.filter(kind="credential.revoked").values_list("person", "data")
    assert list(told) == [(registration.person_id, {"ground": "REVERSED"})]


def test_issued_anew_the_old_one_falls(registration, member):
    old = ask(member, registration)

    anew = member.post(f"/api/v1/credentials/{old['uuid']}/reissues", {}).json()

    assert member.get(f"/api/v1/credentials/{old['uuid']}").json()["ground"] == "REPLACED"
    assert ask(member, registration, status=200) == anew


def test_nobody_gets_a_certificate_while_the_association_has_no_key(registration, member, settings):
    CredentialKey.objects.all().delete()
    assert ask(member, registration, status=503)["code"] == "credentials-not-set-up"

    make_key(association=registration.register.association, now=NOW)
    settings.CREDENTIAL_SECRETS = ["another secret of more than thirty-two characters"]
    assert ask(member, registration, status=503)["code"] == "credentials-not-set-up"


@pytest.mark.parametrize(("language", "words"), [("nl", "Kijk na"), ("en", "Check")])
def test_the_page_is_readable_for_everybody(registration, member, anonymous, language, words):
    certificate = ask(member, registration)

    page = anonymous.get(local(certificate["url"]), {"language": language}, headers=HTML)
    text = page.content.decode()

    assert f'<html lang="{language}">' in text
    assert f"<button>{words}</button>" in text
    assert text.count("<h1>") == 1
    assert '<label for="number">' in text
    assert "<script" not in text
    assert anonymous.get(local(certificate["url"]), headers={"accept": "application/json"}).json()["holds"] is True


def test_a_file_or_text_is_verified_on_a_page(registration, member, anonymous):
    certificate = ask(member, registration)
    token = member.get(f"/api/v1/credentials/{certificate['uuid']}/contents?form=token").content.decode()

    def page(text):
        return anonymous.post("/certificates", {"credential": text}, format="multipart", headers=HTML)

    assert "Echt: dit is wat de uitgever ondertekende" in page(token).content.decode()
    head, claims, signature = token.split(".")
    assert "Niet echt of niet geldig" in page(f"{head}.{claims}.{signature[::-1]}").content.decode()
    refused = page("geen certificaat")
    assert (refused.status_code, 'role="alert"' in refused.content.decode()) == (400, True)
    assert anonymous.get("/certificates/00000000-0000-4000-8000-000000000000", headers=HTML).status_code == 404
