"""Connections: keys that are shown once, replaced and revoked, and the way from test to active."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portfolio.errors import ConnectionCannotMove, ConnectionRevoked, WireNumberTaken
from portfolio.models import AssociationNumber, Connection, ConnectionKey, ConnectionLink
from portfolio.services.connections.changes import (
    TRANSITIONS,
    add_connection,
    decide_activation,
    link_association,
    request_activation,
    revoke_connection,
    set_association_number,
)
from portfolio.services.connections.keys import recognise_connection, replace_key
from register.access import Actor, Grant, Role
from register.models import Event, RoleGrant
from tests.conftest import client_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.connections import ConnectionFactory, LinkFactory, connect
from tests.factories.register import NOW, AssociationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Mode = ConnectionLink.Mode


@pytest.fixture
def manager():
    grant = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=ProviderFactory())
    return Actor(user_id=grant.user.pk, grants=(Grant(Role.PROVIDER_MANAGER, grant.organisation_id),))


@pytest.fixture
def office():
    return Actor(user_id=UserFactory().pk)


def recognised(connection: Connection, key: str, *, at=NOW) -> bool:
    return recognise_connection(number=str(connection.number), key=key, source="192.0.2.1", now=at) == connection


def test_a_new_connection_tests_and_its_key_is_a_number_that_is_kept_nowhere(manager, association):
    provider = ProviderFactory()

    connection, key = add_connection(
        provider=provider,
        name="Leerplein",
        associations=[association],
        number=None,
        actor=manager,
        today=NOW.date(),
        now=NOW,
    )

    assert connection.number >= 1_000_000
    assert [link.mode for link in connection.links.all()] == [Mode.TEST]
    assert (key.isdigit(), len(key), int(key) < 2**63) == (True, 18, True)
    kept = ConnectionKey.objects.get()
    assert key.encode() not in bytes(kept.digest) + bytes(kept.salt)
    assert recognised(connection, key)
    grants = RoleGrant.objects.filter(user=connection.account).values_list("role", "organisation")
    assert list(grants) == [("PROVIDER_SUBMITTER", provider.pk)]
    assert AssociationNumber.objects.get().association == association
    kinds = set(Event.objects.filter(subject_uuid=connection.uuid).values_list("kind", flat=True))
    assert kinds == {"connection.added", "connection.linked"}


def test_a_number_that_a_system_already_uses_is_kept_and_given_once(manager, association):
    given = {"name": "x", "associations": [association], "actor": manager, "today": NOW.date(), "now": NOW}

    connection, _ = add_connection(provider=ProviderFactory(), number=12345, **given)

    assert connection.number == 12345
    with pytest.raises(WireNumberTaken):
        add_connection(provider=ProviderFactory(), number=12345, **given)


def test_a_replaced_key_overlaps_the_new_one_and_then_ends(manager, association):
    connection, old = connect(ProviderFactory(), association)

    new = replace_key(connection=connection, overlap=7 * DAY, actor=manager, today=NOW.date(), now=NOW)

    assert recognised(connection, old, at=NOW + 6 * DAY)
    assert recognised(connection, new, at=NOW + 6 * DAY)
    assert not recognised(connection, old, at=NOW + 7 * DAY)
    assert recognised(connection, new, at=NOW + 700 * DAY)
    assert Event.objects.filter(kind="connection.key-replaced", subject_uuid=connection.uuid).count() == 1


def test_no_more_than_two_keys_open_at_any_time(manager, association):
    connection, first = connect(ProviderFactory(), association)
    second = replace_key(connection=connection, overlap=7 * DAY, actor=manager, today=NOW.date(), now=NOW)

    third = replace_key(connection=connection, overlap=7 * DAY, actor=manager, today=NOW.date(), now=NOW + DAY)

    opening = [recognised(connection, key, at=NOW + DAY) for key in (first, second, third)]
    assert opening == [False, True, True]


def test_a_key_can_be_replaced_without_any_overlap(manager, association):
    connection, stolen = connect(ProviderFactory(), association)

    replace_key(connection=connection, overlap=timedelta(0), actor=manager, today=NOW.date(), now=NOW)

    assert not recognised(connection, stolen)


def test_a_key_opens_its_own_connection_only(association):
    mine, key = connect(ProviderFactory(), association)
    other, _ = connect(ProviderFactory(), association)

    assert recognised(mine, key)
    assert not recognised(other, key)


@pytest.mark.parametrize("number", ["", "0", "-1", "1e3", "٣", "9" * 30, "\x00", "1 OR 1=1"])
def test_whatever_is_given_as_a_number_names_nobody(number):
    assert recognise_connection(number=number, key="1", source="192.0.2.1", now=NOW) is None


def test_the_lock_after_wrong_keys_ends_by_itself(association):
    connection, key = connect(ProviderFactory(), association)
    for _ in range(10):
        assert not recognised(connection, "1")

    assert not recognised(connection, key)
    assert recognised(connection, key, at=NOW + timedelta(minutes=16))


def test_revoking_ends_keys_and_account_for_good(manager, association):
    connection, key = connect(ProviderFactory(), association)

    revoked = revoke_connection(connection=connection, actor=manager, now=NOW)

    assert not recognised(connection, key)
    revoked.account.refresh_from_db()
    assert not revoked.account.is_active
    for change in (
        lambda: revoke_connection(connection=revoked, actor=manager, now=NOW),
        lambda: replace_key(connection=revoked, overlap=DAY, actor=manager, today=NOW.date(), now=NOW),
        lambda: link_association(connection=revoked, association=association, actor=manager, now=NOW),
        lambda: request_activation(connection=revoked, association=association, actor=manager, now=NOW),
    ):
        with pytest.raises(ConnectionRevoked):
            change()


MOVES = {
    Mode.REQUESTED: lambda link, actor: request_activation(
        connection=link.connection, association=link.association, actor=actor, now=NOW
    ),
    Mode.ACTIVE: lambda link, actor: decide_activation(
        connection=link.connection, association=link.association, granted=True, reason="", actor=actor, now=NOW
    ),
    Mode.TEST: lambda link, actor: decide_activation(
        connection=link.connection,
        association=link.association,
        granted=False,
        reason="Wrong list.",
        actor=actor,
        now=NOW,
    ),
}


@pytest.mark.parametrize("start", Mode)
@pytest.mark.parametrize("end", Mode)
def test_a_connection_goes_the_way_of_the_table_and_no_other(office, start, end):
    link = LinkFactory(association=AssociationFactory(), mode=start)

    if end in TRANSITIONS[start]:
        MOVES[end](link, office)
        link.refresh_from_db()
        assert link.mode == end
        assert Event.objects.filter(subject_uuid=link.connection.uuid).count() == 1
    else:
        with pytest.raises(ConnectionCannotMove):
            MOVES[end](link, office)


def test_an_association_that_is_not_linked_cannot_be_asked(manager):
    with pytest.raises(ConnectionCannotMove):
        request_activation(connection=ConnectionFactory(), association=AssociationFactory(), actor=manager, now=NOW)


def test_an_association_is_called_by_the_number_it_had_elsewhere(office, association):
    set_association_number(association=association, number=52, actor=office, now=NOW)

    with pytest.raises(WireNumberTaken):
        set_association_number(association=AssociationFactory(), number=52, actor=office, now=NOW)
    assert association.wire_number.number == 52


def test_a_key_is_shown_when_it_is_made_and_never_again(association):
    provider = ProviderFactory()
    client = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)
    body = {"provider": str(provider.uuid), "name": "Leerplein", "associations": [str(association.uuid)]}

    made = client.post("/api/v1/connections", body)
    address = made["Location"]
    replaced = client.post(f"{address}/keys", {"overlapDays": 1})
    asked = client.post(f"{address}/activations", {"association": str(association.uuid)})
    shown = client.get(address).json()

    assert [made.status_code, replaced.status_code, asked.status_code] == [201, 201, 201]
    assert made.json()["key"] != replaced.json()["key"]
    assert "key" not in shown
    assert len(shown["keys"]) == 2
    assert (shown["role"], shown["number"]) == ("EDU", made.json()["number"])
    (link,) = shown["associations"]
    assert (link["mode"], link["number"]) == ("REQUESTED", association.wire_number.number)


def test_the_office_activates_what_was_requested_in_the_admin_and_nothing_else(client, association):
    asked, untouched = LinkFactory(association=association, mode=Mode.REQUESTED), LinkFactory(association=association)
    foreign = LinkFactory(association=AssociationFactory(), mode=Mode.REQUESTED)
    user = RoleGrantFactory(user=UserFactory(is_staff=True), role=Role.REGISTRAR, organisation=association).user
    client.force_login(user)
    chosen = [link.pk for link in (asked, untouched, foreign)]

    client.post(
        reverse("admin:portfolio_connectionlink_changelist"), {"action": "activate", "_selected_action": chosen}
    )

    modes = [ConnectionLink.objects.get(pk=pk).mode for pk in chosen]
    assert modes == [Mode.ACTIVE, Mode.TEST, Mode.REQUESTED]
    asked.refresh_from_db()
    assert asked.decided_by == user


def test_an_association_sees_of_a_connection_what_is_its_own(staff, association):
    link = LinkFactory(association=association)
    LinkFactory(connection=link.connection, association=AssociationFactory())

    shown = staff(Role.REGISTRAR).get(f"/api/v1/connections/{link.connection.uuid}").json()

    assert [each["association"] for each in shown["associations"]] == [str(association.uuid)]
