"""Keys of associations: sealed at rest, replaced without breaking what was signed, withdrawn with what they signed."""

import json

import pytest
from django.core.management import CommandError, call_command

from portfolio.errors.credentials import CredentialsNotSetUp
from portfolio.models import Credential, CredentialKey
from portfolio.selectors.credentials.issuers import did_document
from portfolio.services.credentials.keys import make_key, reseal_keys, signer_of
from portfolio.services.credentials.reading import read_credential
from portfolio.services.credentials.verifying import verify_credential
from register.clock import now
from register.models import Association, Event, User
from tests.factories.credentials import issued
from tests.factories.register import NOW, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "the first secret, of thirty-two characters", "the next secret, of thirty-two characters"


@pytest.fixture
def registration():
    return RegistrationFactory(register__association__code="venvn")


def command(capsys, *words):
    call_command("credential_keys", *words)
    return capsys.readouterr().out


def issue(registration):
    user = User.objects.filter(person=registration.person).first() or UserFactory(person=registration.person)
    return issued(registration, user=user)


def outcome(credential):
    sent = read_credential(json.dumps(credential.document).encode())
    return verify_credential(sent=sent, now=now()).outcome


def test_a_private_key_is_in_the_database_only_as_it_was_sealed(registration):
    key = make_key(association=registration.register.association, now=NOW)

    assert "PRIVATE KEY" not in key.private_key
    assert b"PRIVATE KEY" in signer_of(key.association).private_pem
    assert "PRIVATE" not in repr(signer_of(key.association))


def test_a_secret_is_replaced_without_touching_what_was_signed(registration, settings):
    settings.CREDENTIAL_SECRETS = [OLD]
    credential = issue(registration)
    settings.CREDENTIAL_SECRETS = [NEW, OLD]
    assert reseal_keys() == 1
    settings.CREDENTIAL_SECRETS = [NEW]

    settings.CREDENTIAL_SECRETS = [OLD]
    assert outcome(credential) == "VERIFIED", "verifying needs no secret"
    with pytest.raises(CredentialsNotSetUp):
        signer_of(credential.key.association)


@pytest.mark.parametrize("secrets", [[], ["short"], [NEW, ""]])
def test_a_missing_or_short_secret_signs_nothing_and_an_empty_one_is_none(registration, settings, secrets):
    settings.CREDENTIAL_SECRETS = secrets

    if NEW in secrets:
        assert make_key(association=registration.register.association, now=NOW).number == 1
    else:
        with pytest.raises(CredentialsNotSetUp):
            make_key(association=registration.register.association, now=NOW)


def test_the_operator_makes_and_rotates_keys(registration, capsys):
    assert "venvn key-1 signs for did:web:" in command(capsys, "make", "venvn")
    with pytest.raises(CommandError, match="Replace it"):
        command(capsys, "make", "venvn")
    credential = issue(registration)

    assert "venvn key-2 signs" in command(capsys, "rotate", "venvn")

    assert outcome(credential) == "VERIFIED"
    old, new = CredentialKey.objects.order_by("number")
    assert (old.state, old.private_key, new.state) == ("VERIFYING", "", "SIGNING")
    listed = command(capsys, "list").splitlines()
    assert [line.split(":")[0] for line in listed] == ["venvn key-1", "venvn key-2"]
    assert new.private_key not in "".join(listed)


def test_what_a_retired_key_signed_is_revoked_and_may_be_asked_again(registration, capsys):
    credential = issue(registration)

    assert "1 credentials revoked" in command(capsys, "retire", "venvn", "1")

    credential.refresh_from_db()
    assert (credential.ground, outcome(credential)) == ("KEY_WITHDRAWN", "REFUSED")
    assert did_document(Association.objects.get(code="venvn"))["assertionMethod"] == []
    with pytest.raises(CommandError):
        command(capsys, "retire", "venvn", "1")
    command(capsys, "make", "venvn")
    assert outcome(issue(registration)) == "VERIFIED"
    assert set(Event.objects.filter(kind__startswith="credential-key.").values_list("kind", flat=True)) == {
        "credential-key.made",
        "credential-key.withdrawn",
    }
    assert Credential.objects.live().count() == 1
