"""Having a dossier forgotten: after a waiting time, but for what law keeps, with a receipt, and for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from notifications.models import Notice
from portfolio.models import Claim, ClaimDraft, Erasure, Evidence, LedgerEntry, Standing
from portfolio.services.dossiers import erasing
from portfolio.services.dossiers.erasing import carry_out_erasures
from portfolio.services.standings import refresh_stale_standings, standing_document
from register.access import Role
from register.clock import now, today
from register.models import Event, Person, User
from tests.conftest import client_of
from tests.dossier.desk import API, make_registrant, send_evidence
from tests.factories.connections import ClaimDraftFactory
from tests.factories.files import pdf, pdf_chunk
from tests.factories.portfolio import ON_FORM, ClaimFactory
from tests.factories.register import NOW, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(db):
    registration = make_registrant()
    ClaimFactory(registration=registration, state="DRAFT", submitted_at=None, **ON_FORM)
    ClaimDraftFactory(person=registration.person)
    return registration


@pytest.fixture
def owner(registration):
    return client_of(UserFactory(person=registration.person))


def ask(client, registration, *, status=201):
    answer = client.post(f"{API}/persons/{registration.person.uuid}/erasures", {})
    assert answer.status_code == status, answer.content
    return answer.json()


def carry_out(after=timedelta(days=15)):
    return carry_out_erasures(on=today(), now=now() + after)


def test_a_dry_run_says_what_goes_and_what_stays_why_and_touches_nothing(owner, registration):
    lines = owner.get(f"{API}/persons/{registration.person.uuid}/erasure-previews").json()["lines"]

    of = {(line["part"], line["table"]): line for line in lines}
    assert (of["claims", "claims"]["goes"], of["claims", "claims"]["stays"]) == (1, 1)
    assert "art. 17" in of["claims", "claims"]["ground"]["en"]
    assert of["claims", "claims"]["until"] is None  # while the registration runs
    assert (of["claim-drafts", "drafts"]["goes"], of["claim-drafts", "drafts"]["stays"]) == (1, 0)
    assert (of["ledger", "entries"]["goes"], of["ledger", "entries"]["nameless"]) == (0, True)
    assert Claim.objects.filter(state="DRAFT").exists()


def test_what_law_keeps_stays_and_ledger_and_standing_are_as_before(owner, registration):
    refresh_stale_standings(on=today(), now=NOW)
    ledger = list(LedgerEntry.objects.order_by("pk").values())
    standing = standing_document(registration=registration, on=today(), now=now())
    asked = ask(owner, registration)

    assert carry_out(timedelta(days=13)) == 0  # it waits
    assert carry_out() == 1

    assert not ClaimDraft.objects.exists()
    assert list(Claim.objects.values_list("state", flat=True)) == ["SUBMITTED"]
    assert list(LedgerEntry.objects.order_by("pk").values()) == ledger
    assert Standing.objects.exists()
    assert standing_document(registration=registration, on=today(), now=now()) == standing
    assert Person.objects.get(pk=registration.person_id).family_name
    told = owner.get(f"{API}/erasures/{asked['uuid']}").json()
    assert told["state"] == "DONE"
    assert {line["table"]: line["goes"] for line in told["receipt"]}["drafts"] == 1
    assert carry_out() == 0  # and never again


def test_files_really_go_but_for_those_on_which_a_decision_rests(owner, registration, folder):
    kept = send_evidence(owner, claim=str(Claim.objects.get(state="SUBMITTED").uuid))
    loose = send_evidence(owner, content=pdf(pdf_chunk(2, b"/Mine true", b"mine")))
    ask(owner, registration)

    carry_out()

    assert list(Evidence.objects.all()) == [kept]
    assert (folder / kept.key).exists()
    assert not (folder / loose.key).exists()


def test_a_run_that_the_store_stops_goes_on_with_the_same_files(owner, registration, folder, monkeypatch):
    loose = send_evidence(owner)
    ask(owner, registration)
    with monkeypatch.context() as away:
        away.setattr(erasing, "forget", lambda key: False)
        assert carry_out() == 0
    erasure = Erasure.objects.get()
    assert (erasure.state, erasure.files) == ("ERASED", [loose.key])
    assert (folder / loose.key).exists()

    assert carry_out() == 1

    assert not (folder / loose.key).exists()
    assert Event.objects.filter(kind="erasure.done").count() == 1


def test_a_run_that_breaks_off_leaves_everything_as_it_was(owner, registration, monkeypatch):
    ask(owner, registration)
    forget_rows = erasing.forget_rows
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "forget_rows", lambda **given: forget_rows(**given) and 1 / 0)
        with pytest.raises(ZeroDivisionError):
            carry_out()
    assert Erasure.objects.get().state == "ASKED"
    assert ClaimDraft.objects.exists()

    assert carry_out() == 1
    assert not ClaimDraft.objects.exists()


def test_it_can_be_taken_back_until_it_is_carried_out(owner, registration):
    first = ask(owner, registration)
    assert owner.post(f"{API}/erasures/{first['uuid']}/withdrawals", {}).json()["state"] == "WITHDRAWN"
    assert carry_out() == 0

    second = ask(owner, registration)
    assert ask(owner, registration, status=409)["code"] == "erasure-asked"
    carry_out()
    late = owner.post(f"{API}/erasures/{second['uuid']}/withdrawals", {})
    assert (late.status_code, late.json()["code"]) == (409, "erasure-moved")


def test_what_the_office_asks_for_somebody_needs_a_second_pair_of_eyes(registration):
    first, second = (
        client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=registration.register.association).user)
        for _ in range(2)
    )
    asked = ask(first, registration)
    assert asked["needsAgreement"]

    assert carry_out() == 0
    own = first.post(f"{API}/erasures/{asked['uuid']}/agreements", {})
    assert (own.status_code, own.json()["code"]) == (409, "four-eyes-required")
    assert second.post(f"{API}/erasures/{asked['uuid']}/agreements", {}).status_code == 201
    assert carry_out() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.update(agreed_by=Erasure.objects.get().asked_by)


def test_nothing_of_anybody_else_goes(owner, registration):
    other = make_registrant(register=registration.register)
    ClaimDraftFactory(person=other.person)
    ask(owner, registration)

    carry_out()

    assert ClaimDraft.objects.get().person == other.person
    assert Claim.objects.filter(registration=other).count() == 1
    assert User.objects.filter(person=other.person).count() == 0
    assert not Notice.objects.exists()
