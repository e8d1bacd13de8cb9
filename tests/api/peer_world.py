"""The rows of the world about peer groups: the member chairs one, and invites the stranger to another."""

from typing import Any

from tests.factories.peers import (
    PeerGroupUseFactory,
    PeerMembershipFactory,
    PeerPresenceFactory,
    PeerSessionFactory,
    PeerVisitorFactory,
    PeerVisitUseFactory,
)
from tests.factories.register import NOW


def add_peers(world: Any) -> None:
    stranger = world["stranger_cycle"].registration.person
    group = _group(world)
    session = PeerSessionFactory(group=group)
    PeerPresenceFactory(session=session, person=world["person"])
    invitation = PeerMembershipFactory(group=_group(world), person=stranger, state="INVITED", joined_on=None)
    world.rows |= {"own_group": group, "peer_session": session, "peer_invitation": invitation}
    world.rows["peer_membership"] = group.memberships.get()
    _add_visits(world, stranger)


def _add_visits(world: Any, stranger: Any) -> None:
    """One that the stranger is asked to make, one that the stranger leads, and one that is reported."""
    use = {"registration": world["registration"], "visit__person": world["person"]}
    world.rows["peer_visit"] = PeerVisitUseFactory(**use).visit
    PeerVisitorFactory(visit=world["peer_visit"], person=stranger)
    world.rows["accepted_visit"] = PeerVisitUseFactory(**use).visit
    PeerVisitorFactory(visit=world["accepted_visit"], person=stranger, is_lead=True, state="ACCEPTED")
    reported = {"visit__state": "REPORTED", "visit__held_on": NOW.date(), "visit__report": "Gezien."}
    world.rows["reported_visit"] = PeerVisitUseFactory(**use, **reported, visit__outcome="SATISFACTORY").visit
    PeerVisitorFactory(visit=world["reported_visit"], person=stranger, is_lead=True, state="ACCEPTED")


def add_one_more_peer(world: Any) -> None:
    """Another group with a member and a session, and another session of the first."""
    PeerMembershipFactory(group=_group(world))
    session = PeerSessionFactory(group=world["own_group"])
    PeerPresenceFactory(session=session, person=PeerMembershipFactory(group=world["own_group"]).person)
    PeerPresenceFactory(session=session, person=world["person"])
    closed = {"visit__state": "CLOSED", "visit__held_on": NOW.date(), "visit__report": "Gezien."}
    use = {"registration": world["registration"], "visit__person": world["person"]}
    PeerVisitorFactory(visit=PeerVisitUseFactory(**use, **closed, visit__outcome="SATISFACTORY").visit)


def _group(world: Any) -> Any:
    group = PeerGroupUseFactory(register=world["register"]).group
    PeerMembershipFactory(group=group, person=world["person"], is_chair=True)
    return group
