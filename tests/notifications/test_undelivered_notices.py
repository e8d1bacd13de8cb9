"""What did not arrive: the list of the office, what it decides there, and the inbox of the reader."""

import pytest

from notifications.models import DeadAddress, Notice
from register.access import Role
from tests.conftest import client_of
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Notice.State
LIST = "/api/v1/undelivered-notices"
SENT = {"sent_at": NOW}
UNKNOWN = {"lease_until": NOW}


@pytest.fixture
def letter(notice) -> Notice:
    """A statutory notice that nobody knows the outcome of."""
    Notice.objects.update(kind="decision-taken", state=State.UNKNOWN, lease_until=NOW, body="Beste Zoë")
    notice.refresh_from_db()
    return notice


@pytest.fixture
def registrar(notice):
    grant = RoleGrantFactory(role=Role.REGISTRAR, organisation=notice.registration.register.association)
    type(grant.user).objects.filter(pk=grant.user_id).update(is_staff=True)
    return grant.user


@pytest.fixture
def office(registrar):
    return client_of(registrar)


def settle(office, notice, **body):
    return office.post(f"/api/v1/notices/{notice.uuid}/settlements", body)


def put(notice, state, **values):
    cleared = {"lease_until": None, "sent_at": None, "reason": ""}
    Notice.objects.filter(pk=notice.pk).update(state=state, **{**cleared, **values})


@pytest.mark.parametrize(
    ("state", "values", "listed"),
    [
        (State.UNKNOWN, UNKNOWN, True),
        (State.FAILED, {}, True),
        (State.BOUNCED, SENT, True),
        (State.SKIPPED, {"reason": "DEAD_ADDRESS"}, True),
        (State.SKIPPED, {"reason": "NO_ADDRESS"}, True),
        (State.SKIPPED, {"reason": "TOO_LATE"}, False),
        (State.SENT, SENT, False),
        (State.QUEUED, {}, False),
        (State.BY_OFFICE, SENT, False),
    ],
)
def test_what_had_to_arrive_and_did_not_is_listed_and_reminders_are_not(letter, office, state, values, listed):
    put(letter, state, **values)
    reminder = NoticeFactory(cycle=letter.cycle, milestone="earn:1 month")
    put(reminder, state, **values)

    found = [row["uuid"] for row in office.get(LIST).json()["results"]]

    assert found == ([str(letter.uuid)] if listed else [])


@pytest.mark.parametrize(
    ("state", "values"),
    [
        (State.UNKNOWN, UNKNOWN),
        (State.FAILED, {"crashes": 3}),
        (State.BOUNCED, SENT),
        (State.SKIPPED, {"reason": "DEAD_ADDRESS"}),
    ],
)
def test_the_office_has_it_sent_again_or_says_that_the_reader_was_told(letter, office, state, values):
    put(letter, state, **values)
    assert settle(office, letter, settlement="SEND_AGAIN").json()["state"] == "QUEUED"
    letter.refresh_from_db()
    assert (letter.sent_at, letter.lease_until, letter.reason, letter.crashes) == (None, None, "", 0)

    put(letter, state, **values)
    told = settle(office, letter, settlement="TOLD", toldOn="2026-08-28").json()
    assert (told["state"], told["sentAt"]) == ("BY_OFFICE", "2026-08-27T22:00:00Z")  # the day there
    assert settle(office, letter, settlement="TOLD", toldOn="2026-08-28").status_code == 409


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"settlement": "TOLD"}, "#/toldOn"),
        ({"settlement": "TOLD", "toldOn": "2031-01-01"}, "#/toldOn"),
        ({"settlement": "PERHAPS"}, "#/settlement"),
        ({}, "#/settlement"),
    ],
)
def test_a_settlement_that_cannot_be_right_is_refused_by_name(letter, office, body, where):
    answer = settle(office, letter, **body)

    assert (answer.status_code, [error["location"] for error in answer.json()["errors"]]) == (400, [where])


def test_what_arrived_cannot_be_settled(letter, office):
    put(letter, State.SENT, **SENT)

    for settlement in ("ARRIVED", "SEND_AGAIN"):
        answer = settle(office, letter, settlement=settlement)
        assert (answer.status_code, answer.json()["code"]) == (409, "notice-not-undelivered")


def test_the_reader_finds_it_in_the_inbox_and_marks_it(letter):
    reader = client_of(UserFactory(person=letter.person))
    other = client_of(UserFactory())
    NoticeFactory(cycle=letter.cycle, milestone="earn:1 month")  # not written yet
    messages = "/api/v1/inbox-messages"

    (row,) = reader.get(f"{messages}?unread=true").json()["results"]
    assert reader.get(f"{messages}/{row['uuid']}").json()["body"] == "Beste Zoë"
    assert other.get(f"{messages}/{row['uuid']}").status_code == 404

    first = reader.post(f"{messages}/{row['uuid']}/readings", {"read": True}).json()["readAt"]
    assert first
    assert reader.post(f"{messages}/{row['uuid']}/readings", {"read": True}).json()["readAt"] == first
    assert reader.get(f"{messages}?unread=true").json()["results"] == []
    assert reader.post(f"{messages}/{row['uuid']}/readings", {"read": False}).json()["readAt"] is None


def test_the_office_decides_in_the_admin(letter, registrar, client):
    client.force_login(registrar)
    address = "/admin/notifications/notice/"
    action = {"action": "mark_told", "_selected_action": [letter.pk]}

    client.post(address, action)
    letter.refresh_from_db()
    assert letter.state == State.UNKNOWN  # on which day?

    client.post(address, {**action, "day": "2026-08-28"})
    letter.refresh_from_db()
    assert letter.state == State.BY_OFFICE


def test_the_office_clears_an_address_in_the_admin(letter, registrar, client):
    dead = DeadAddress.objects.create(
        channel="email", address="a@b.example", person=letter.person, reason="BOUNCED", found_at=NOW
    )
    client.force_login(registrar)
    address = "/admin/notifications/deadaddress/"
    assert b"a@b.example" in client.get(address).content

    client.post(address, {"action": "clear", "_selected_action": [dead.pk]})

    dead.refresh_from_db()
    assert dead.cleared_at is not None
