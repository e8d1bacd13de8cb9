"""What runs wins over erasure, and what was forgotten is forgotten again after a restore."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from notifications.management.commands.doctor import PROMISES
from portfolio.models import ClaimDraft, Erasure
from portfolio.selectors.retention import people_past
from portfolio.services.decisions.objecting import withdraw_objection
from portfolio.services.dossiers import erasing
from portfolio.services.dossiers.erasing import carry_out_erasures
from register.clock import now, today
from register.selectors.promises import kept
from tests.conftest import client_of
from tests.decisions.committee import Office
from tests.dossier.desk import API, make_registrant, send_evidence
from tests.factories.connections import ClaimDraftFactory
from tests.factories.register import NOW, UserFactory

pytestmark = pytest.mark.django_db
LATER = timedelta(days=15)


@pytest.fixture
def registration(db):
    registration = make_registrant()
    ClaimDraftFactory(person=registration.person)
    return registration


@pytest.fixture
def owner(registration):
    return client_of(UserFactory(person=registration.person))


def ask(client, registration):
    answer = client.post(f"{API}/persons/{registration.person.uuid}/erasures", {})
    assert answer.status_code == 201, answer.content
    return answer.json()["uuid"]


def carry_out():
    return carry_out_erasures(on=today(), now=now() + LATER)


def test_an_objection_that_runs_wins_over_erasure_and_term_and_says_why(owner, registration):
    office = Office(registration.cycles.get())
    objection = office.object(office.known(office.taken()))
    asked = ask(owner, registration)

    assert carry_out() == 0
    assert ClaimDraft.objects.exists()
    for told in (owner.get(f"{API}/erasures/{asked}").json(), owner.get(f"{API}/erasures").json()["results"][0]):
        assert told["heldBy"][0]["kind"] == "objection"
        assert told["heldBy"][0]["nl"] == "een bezwaar waarover nog niet is beslist"
    preview = owner.get(f"{API}/persons/{registration.person.uuid}/erasure-previews").json()
    assert "objection" in [one["kind"] for one in preview["heldBy"]]
    type(registration).objects.filter(pk=registration.pk).update(ended_before=date(2025, 12, 1))
    long_after = date(2060, 1, 1)
    assert registration.person not in people_past("own", on=long_after)

    withdraw_objection(objection=objection, actor=office.person, now=NOW)
    assert registration.person in people_past("own", on=long_after)
    assert carry_out() == 1
    assert not ClaimDraft.objects.exists()


def test_a_restored_database_forgets_again_rows_and_files(owner, registration, folder):
    before_asking = transaction.savepoint()
    loose = send_evidence(owner)
    asked = ask(owner, registration)
    before_erasing = transaction.savepoint()
    assert carry_out() == 1
    (line,) = [json.loads(file.read_text()) for file in (folder / "erasures").iterdir()]
    assert set(line) == {"erasure", "person", "askedBy", "askedAt", "agreedBy", "agreedAt"}
    assert registration.person.family_name not in json.dumps(line)

    for moment in (before_erasing, before_asking):
        transaction.savepoint_rollback(moment)
        assert ClaimDraft.objects.exists()
        call_command("replay_erasures")

        assert not ClaimDraft.objects.exists()
        erasure = Erasure.objects.get()
        assert (str(erasure.uuid), erasure.state, erasure.files) == (asked, "DONE", [])
        assert not (folder / loose.key).exists()
        assert carry_out() == 0  # once
        assert [promise.code for promise in PROMISES if kept(promise, now=now()).broken] == []


def test_an_erasure_is_not_done_before_it_is_on_the_list(owner, registration, monkeypatch):
    ask(owner, registration)
    with monkeypatch.context() as away:
        away.setattr(erasing, "note", lambda erasure: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            carry_out()
    assert Erasure.objects.get().state == "ERASED"

    assert carry_out() == 1
