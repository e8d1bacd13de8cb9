"""Proof of notice: what went, when, where to, as which message, and with which words."""

import csv
from datetime import timedelta
from hashlib import sha256

import pytest

from notifications.models import Notice
from notifications.rules.welcome import DAILY
from notifications.selectors.proofs import masked
from notifications.services.preferences import prefer
from register.access import Role
from tests.conftest import client_of
from tests.dossier.test_rendering_documents import inside
from tests.factories.register import NOW, RoleGrantFactory, UserFactory
from tests.notifications.steps import deliver


@pytest.fixture
def office(notice):
    association = notice.registration.register.association
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)


@pytest.fixture
def owner(notice):
    return client_of(UserFactory(person=notice.person))


def only(answer) -> dict:
    (found,) = answer.json()["results"]
    return found


def test_what_was_sent_is_proven_with_a_fingerprint_of_its_words_and_a_masked_address(notice, post, office):
    deliver(notice)

    found = only(office.get("/api/v1/notice-proofs", {"register": "venvn", "person": str(notice.person.uuid)}))

    assert found["messageId"] == notice.message_id == str(post.mails[0]["Message-ID"])
    assert found["fingerprint"] == sha256(notice.body.encode()).hexdigest()
    assert (found["state"], found["sentAt"]) == ("SENT", "2026-01-15T09:00:00Z")
    assert found["sentTo"] == f"z•••@{notice.person.email.partition('@')[2]}"
    assert notice.person.email not in str(found)


def test_what_went_in_a_digest_is_proven_by_the_digest(notice, post, owner):
    prefer(person=notice.person, changes={"digest": DAILY}, actor=None, now=NOW)
    deliver(notice)
    digest = Notice.objects.get(kind="digest")
    deliver(digest, at=digest.not_before)

    found = only(owner.get("/api/v1/notice-proofs", {"kind": "cycle-reminder"}))

    assert found["digest"] == str(digest.uuid)
    assert found["messageId"] == str(post.mails[0]["Message-ID"])
    assert (found["state"], found["sentAt"]) == ("SENT", (NOW + timedelta(hours=22)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    notice.refresh_from_db()
    assert found["fingerprint"] == sha256(notice.body.encode()).hexdigest()


def test_all_of_it_is_one_file_and_a_statement_on_paper(notice, post, office):
    deliver(notice)

    answer = office.get("/api/v1/notice-proofs", headers={"Accept": "text/csv", "Accept-Language": "en"})
    rows = list(csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert [row["Message-ID"] for row in rows] == [notice.message_id]

    document = inside(office.get(f"/api/v1/notice-proof-documents?person={notice.person.uuid}").content)
    assert f"Verzonden berichten aan {notice.person.full_name}".encode() in document
    assert b"/S/H1" in document


def test_nobody_else_finds_a_proof(notice, post):
    deliver(notice)
    stranger = client_of(UserFactory(person=type(notice.person).objects.create(given_name="A", family_name="B")))

    assert stranger.get("/api/v1/notice-proofs").json()["results"] == []
    assert stranger.get(f"/api/v1/notice-proof-documents?person={notice.person.uuid}").status_code == 400


@pytest.mark.parametrize(
    ("address", "shown"), [("zoe@person.example", "z•••@person.example"), ("+31612345678", "•••78"), ("", "")]
)
def test_an_address_is_masked(address, shown):
    assert masked(address) == shown
