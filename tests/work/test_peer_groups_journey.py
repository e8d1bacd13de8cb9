"""Journeys over HTTP of a peer group: a session is recorded once, and counts for each who was there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from portfolio.models import LedgerEntry, PeerSession
from portfolio.services.ledger import reverse_entry
from portfolio.services.peers.sessions import answer_session
from register.access import Actor, Role
from register.clock import now, today
from register.models import Event, User
from tests.conftest import client_of
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
    shipped_source,
)

NIP = "nip-ag"
BY_CHAIR = ("attested_by: everyone", "attested_by: chair")


def members(count=4, *, rule=("", "")):
    """Colleagues of one register with running cycles, and their clients."""
    register = RegisterFactory(code=NIP)
    RegulationFactory(register=register, source=shipped_source(NIP).replace(*rule))
    begin = today() - timedelta(days=365)
    people = []
    for _ in range(count):
        registration = RegistrationFactory(register=register, person=PersonFactory(), registered_on=begin)
        CycleFactory(registration=registration, starts_on=begin, ends_before=begin + timedelta(days=5 * 365))
        people.append((client_of(UserFactory(person=registration.person)), registration))
    return people


def group_of(people):
    """A group of everybody, of which the first is the chair; with the addresses of their memberships by number."""
    chair, _ = people[0]
    founded = chair.post(
        "/api/v1/peer-groups", {"name": "Noord", "uses": [{"register": NIP, "rule": "intervision"}]}, format="json"
    )
    assert founded.status_code == 201, founded.content
    place = founded["Location"]
    for client, registration in people[1:]:
        invited = chair.post(f"{place}/members", {"register": NIP, "number": registration.number}, format="json")
        assert invited.status_code == 201, invited.content
        assert client.post(f"{invited['Location']}/acceptances", {}, format="json").status_code == 201
    return place


def record(client, place, *, present, **changes):
    names = {one["name"]: one["uuid"] for one in client.get(place).json()["members"]}
    body = {
        "heldOn": today().isoformat(),
        "minutes": 90,
        "subject": "Weerstand",
        "report": "Vertrouwelijk besproken.",
        "present": [names[registration.person.full_name] for _, registration in present],
    } | changes
    return client.post(f"{place}/sessions", body, format="json")


def hours_of(client, registration):
    standing = client.get(f"/api/v1/registrations/{registration.uuid}/standing").json()
    (found,) = (one for one in standing["requirements"] if one["code"] == "intervision")
    return found["counted"]


@pytest.mark.django_db
def test_a_session_counts_for_whoever_confirms_once_enough_do():
    people = members()
    place = group_of(people)
    session = record(people[1][0], place, present=people[:3])["Location"]
    assert not LedgerEntry.objects.exists()
    people[0][0].post(f"{session}/confirmations", {}, format="json")
    assert not LedgerEntry.objects.exists(), "two of the three that the rule asks"

    people[2][0].post(f"{session}/confirmations", {}, format="json")

    assert [hours_of(client, registration) for client, registration in people] == ["1.5", "1.5", "1.5", "0"]
    entry = LedgerEntry.objects.first()
    assert (entry.quantity, entry.unit, entry.category) == (90, "minute", "intervision")
    assert entry.details == {"format": "live", "group_size": 3}
    assert LedgerEntry.objects.live().count() == 3


@pytest.mark.django_db
def test_who_was_not_there_says_so_and_every_fact_is_booked_anew():
    people = members()
    place = group_of(people)
    session = record(people[0][0], place, present=people)["Location"]
    for client, _ in people[1:]:
        client.post(f"{session}/confirmations", {}, format="json")
    assert {one.details["group_size"] for one in LedgerEntry.objects.live()} == {4}

    people[3][0].post(f"{session}/denials", {}, format="json")

    assert [one.details["group_size"] for one in LedgerEntry.objects.live()] == [3, 3, 3]
    assert hours_of(*people[3]) == "0"
    people[2][0].post(f"{session}/denials", {}, format="json")
    assert not LedgerEntry.objects.live().exists(), "fewer than the rule asks"
    again = people[2][0].post(f"{session}/denials", {}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "peer-session-moved")


@pytest.mark.django_db
def test_where_the_chair_attests_the_others_need_not_confirm():
    people = members(rule=BY_CHAIR)
    place = group_of(people)
    session = record(people[1][0], place, present=people[:3])["Location"]
    assert not LedgerEntry.objects.exists()
    refused = people[1][0].post(f"{session}/attestations", {}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-chair")

    people[0][0].post(f"{session}/attestations", {}, format="json")

    assert [hours_of(client, registration) for client, registration in people] == ["1.5", "1.5", "1.5", "0"]


@pytest.mark.django_db
def test_a_wrong_session_is_withdrawn_with_a_reason_and_recorded_anew():
    people = members(rule=BY_CHAIR)
    chair, _ = people[0]
    place = group_of(people)
    session = record(chair, place, present=people)["Location"]
    twice = record(chair, place, present=people)
    assert (twice.status_code, twice.json()["code"]) == (409, "peer-session-recorded")

    chair.post(f"{session}/withdrawals", {"reason": "Het duurde langer."}, format="json")

    assert not LedgerEntry.objects.live().exists()
    assert set(LedgerEntry.objects.exclude(reverses=None).values_list("reason", flat=True)) == {"Het duurde langer."}
    assert record(chair, place, present=people, minutes=120).status_code == 201
    assert hours_of(*people[0]) == "2"


@pytest.mark.django_db
def test_what_is_said_in_a_group_stays_there():
    people = members()
    place = group_of(people[:3])
    session = record(people[0][0], place, present=people[:3])["Location"]
    for client, _ in people[1:3]:
        client.post(f"{session}/confirmations", {}, format="json")
    association = people[0][1].register.association
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)
    operator = client_of(User.objects.create_superuser(email="root@example.org"))

    outsiders = [people[3][0], office, operator]

    assert [one.get(place).status_code for one in outsiders] == [404, 404, 404]
    assert [one.get(session).status_code for one in outsiders] == [404, 404, 404]
    assert "Vertrouwelijk" not in office.get("/api/v1/ledger-entries").content.decode()
    assert "Vertrouwelijk" not in str(list(Event.objects.values_list("data", flat=True)))


@pytest.mark.django_db
def test_who_joins_later_is_not_at_an_earlier_session_and_reads_it_not():
    people = members()
    place = group_of(people[:3])
    session = record(people[0][0], place, present=people[:3])["Location"]
    late = people[3][0]
    invited = people[0][0].post(f"{place}/members", {"register": NIP, "number": people[3][1].number}, format="json")
    assert late.get(place).status_code == 404, "an invitation does not open the group"
    late.post(f"{invited['Location']}/acceptances", {}, format="json")
    membership = people[3][1].person.peer_memberships.get()
    membership.joined_on = today() + timedelta(days=1)
    membership.save()

    assert late.get(place).status_code == 200
    assert late.get(session).status_code == 404
    wrong = record(people[0][0], place, present=people, heldOn=(today() - timedelta(days=1)).isoformat())
    assert wrong.json()["errors"][0]["code"] == "not-in-group"


@pytest.mark.django_db
def test_a_chair_hands_over_before_leaving():
    people = members()
    place = group_of(people)
    chair, heir = people[0][0], people[1]
    by_name = {one["name"]: one["uuid"] for one in chair.get(place).json()["members"]}
    own = f"/api/v1/peer-memberships/{by_name[people[0][1].person.full_name]}"
    stuck = chair.post(f"{own}/endings", {}, format="json")
    assert (stuck.status_code, stuck.json()["code"]) == (409, "chair-needed")

    handed = chair.post(f"/api/v1/peer-memberships/{by_name[heir[1].person.full_name]}/chairs", {}, format="json")

    assert handed.json()["chair"] is True
    assert chair.post(f"{own}/endings", {}, format="json").json()["state"] == "LEFT"
    assert chair.get(place).status_code == 404


@pytest.mark.django_db
def test_what_the_office_took_back_stays_so():
    people = members(rule=BY_CHAIR)
    place = group_of(people)
    session = record(people[0][0], place, present=people)["Location"]
    entry = LedgerEntry.objects.get(person=people[1][1].person)
    reverse_entry(entry=entry, reason="Niet aannemelijk.", actor=None, now=now())

    people[2][0].post(f"{session}/denials", {}, format="json")

    assert not LedgerEntry.objects.live().filter(person=people[1][1].person).exists()
    assert LedgerEntry.objects.live().count() == 2


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_confirmations_at_the_same_moment_book_everybody_once():
    people = members()
    place = group_of(people)
    record(people[0][0], place, present=people)
    session = PeerSession.objects.get()
    actors = [Actor(User.objects.get(person=one.person).pk, one.person_id) for _, one in people[1:]]
    start = Barrier(len(actors))

    def confirm(actor):
        try:
            start.wait()
            answer_session(session=session, there=True, actor=actor, now=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actors)) as pool:
        list(pool.map(confirm, actors))

    assert sorted(LedgerEntry.objects.values_list("person", flat=True)) == sorted(one.person_id for _, one in people)
