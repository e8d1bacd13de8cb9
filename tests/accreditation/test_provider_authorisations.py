"""Authorisations: asked, granted or refused, withdrawn; every step of the table and no other."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accreditation.errors import AuthorisationCannotMove
from accreditation.models import ProviderAuthorisation
from accreditation.services.provider_authorisations import (
    grant_authorisation,
    refuse_authorisation,
    withdraw_authorisation,
)
from register.access import Actor, Role
from register.clock import today
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import AuthorisationFactory, ProviderFactory
from tests.factories.provider_desk import TODAY
from tests.factories.register import NOW, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
State = ProviderAuthorisation.State
ROWS = {
    State.ASKED: {"starts_on": None, "asked_at": NOW},
    State.GRANTED: {},
    State.REFUSED: {"starts_on": None, "reason": "No."},
    State.WITHDRAWN: {"ends_before": date(2025, 1, 1), "withdrawn_at": NOW, "reason": "No."},
}
ALLOWED = {(source, to) for source, targets in ProviderAuthorisation.TRANSITIONS.items() for to in targets}


@pytest.fixture
def actor():
    return Actor(user_id=UserFactory().pk)


def move(authorisation, to, actor):
    if to == State.GRANTED:
        return grant_authorisation(
            authorisation=authorisation, starts_on=TODAY, ends_before=None, reason="", actor=actor, now=NOW
        )
    if to == State.REFUSED:
        return refuse_authorisation(authorisation=authorisation, reason="No.", actor=actor, now=NOW)
    authorisation.ends_before = None  # as somebody read it who was too late
    return withdraw_authorisation(
        authorisation=authorisation, ends_before=TODAY, reason="No.", actor=actor, today=TODAY, now=NOW
    )


@pytest.mark.parametrize("to", [State.GRANTED, State.REFUSED, State.WITHDRAWN])
@pytest.mark.parametrize("source", State)
def test_an_authorisation_moves_as_the_table_says_and_no_other_way(source, to, actor):
    authorisation = AuthorisationFactory(state=source, **ROWS[source])

    if (source, to) in ALLOWED:
        assert move(authorisation, to, actor).state == to
        assert Event.objects.filter(subject_uuid=authorisation.provider.uuid).count() == 1
        return
    with pytest.raises(AuthorisationCannotMove):
        move(authorisation, to, actor)
    authorisation.refresh_from_db()
    assert (authorisation.state, Event.objects.exists()) == (source, False)


@pytest.fixture
def office(staff):
    return staff(Role.REGISTRAR)


@pytest.fixture
def provider(association):
    return ProviderFactory()


@pytest.fixture
def manager(provider):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)


@pytest.fixture
def ask(manager, provider, association):
    def asked():
        return manager.post(
            f"/api/v1/providers/{provider.uuid}/authorisation-requests",
            {"association": str(association.uuid), "motivation": "We teach wound care."},
        )

    return asked


def test_from_the_question_to_the_withdrawal_all_stays_readable(ask, office, manager, provider, association):
    first = ask()
    refused = office.post(f"{first['Location']}/decisions", {"granted": False, "reason": "No teachers named."})
    second = ask()
    granted = office.post(f"{second['Location']}/decisions", {"granted": True, "startsOn": "2026-01-01"})
    day = (today() + timedelta(days=30)).isoformat()
    withdrawn = office.post(f"{second['Location']}/withdrawals", {"endsBefore": day, "reason": "They stopped."})

    assert [answer.status_code for answer in (first, refused, second, granted, withdrawn)] == [201] * 5
    rows = manager.get(f"/api/v1/authorisations?association={association.uuid}").json()["results"]
    assert [(row["state"], row["reason"], row["endsBefore"]) for row in rows] == [
        ("WITHDRAWN", "They stopped.", day),
        ("REFUSED", "No teachers named.", None),
    ]
    held = ProviderAuthorisation.objects.filter(provider=provider)
    assert held.held_on(date.fromisoformat(day) - timedelta(days=1)).count() == 1
    assert not held.held_on(date.fromisoformat(day)).exists()


def test_an_association_is_asked_once_at_a_time(ask, office):
    first = ask()

    assert ask().json()["code"] == "authorisation-already-asked"
    office.post(f"{first['Location']}/decisions", {"granted": True, "startsOn": "2026-01-01"})
    assert ask().status_code == 201  # to go on after what was granted ends


def test_what_overlaps_with_what_holds_is_not_granted(ask, office, provider, association):
    AuthorisationFactory(provider=provider, association=association, ends_before=date(2027, 1, 1))
    address = f"{ask()['Location']}/decisions"

    clash = office.post(address, {"granted": True, "startsOn": "2026-12-31"})
    after = office.post(address, {"granted": True, "startsOn": "2027-01-01"})

    assert (clash.status_code, clash.json()["code"], after.status_code) == (409, "authorisation-overlaps", 201)


def test_what_never_held_leaves_its_days_free(office, provider, association):
    planned = AuthorisationFactory(provider=provider, association=association, starts_on=date(2030, 1, 1))
    body = {"endsBefore": today().isoformat(), "reason": "Asked by mistake."}

    withdrawn = office.post(f"/api/v1/authorisations/{planned.uuid}/withdrawals", body)

    assert withdrawn.json()["endsBefore"] == "2030-01-01"
    AuthorisationFactory(provider=provider, association=association, starts_on=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"granted": True}, "#/startsOn"),
        ({"granted": False}, "#/reason"),
        ({"granted": True, "startsOn": "2026-02-01", "endsBefore": "2026-02-01"}, "#/endsBefore"),
    ],
)
def test_a_decision_says_from_when_or_why_not(ask, office, body, place):
    answer = office.post(f"{ask()['Location']}/decisions", body)

    assert {error["location"] for error in answer.json()["errors"]} == {place}


@pytest.mark.parametrize("ends_before", ["2020-01-01", "2029-01-01", "2029-06-01"])
def test_a_withdrawal_ends_it_from_today_on_and_before_its_time(office, provider, association, ends_before):
    row = AuthorisationFactory(provider=provider, association=association, ends_before=date(2029, 1, 1))

    answer = office.post(
        f"/api/v1/authorisations/{row.uuid}/withdrawals", {"endsBefore": ends_before, "reason": "They stopped."}
    )

    assert [error["location"] for error in answer.json()["errors"]] == ["#/endsBefore"]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "GRANTED", "starts_on": None}, "authorisation_state_fits"),
        ({"state": "ASKED"}, "authorisation_state_fits"),
        ({"state": "REFUSED", "starts_on": None, "reason": ""}, "authorisation_ends_with_a_reason"),
    ],
)
def test_the_database_keeps_each_state_whole(changes, constraint):
    row = AuthorisationFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ProviderAuthorisation.objects.filter(pk=row.pk).update(**changes)
