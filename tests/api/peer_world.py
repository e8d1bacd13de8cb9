"""The rows of the world about peer groups: the member chairs one, and invites the stranger to another."""

from typing import Any

from tests.factories.peers import (
    PeerGroupUseFactory,
    PeerMembershipFactory,
    PeerPresenceFactory,
    PeerSessionFactory,
)


def add_peers(world: Any) -> None:
    stranger = world["stranger_cycle"].registration.person
    group = _group(world)
    session = PeerSessionFactory(group=group)
    PeerPresenceFactory(session=session, person=world["person"])
    invitation = PeerMembershipFactory(group=_group(world), person=stranger, state="INVITED", joined_on=None)
    world.rows |= {"own_group": group, "peer_session": session, "peer_invitation": invitation}
    world.rows["peer_membership"] = group.memberships.get()


def add_one_more_peer(world: Any) -> None:
    """Another group with a member and a session, and another session of the first."""
    PeerMembershipFactory(group=_group(world))
    session = PeerSessionFactory(group=world["own_group"])
    PeerPresenceFactory(session=session)
    PeerPresenceFactory(session=session, person=world["person"])


def _group(world: Any) -> Any:
    group = PeerGroupUseFactory(register=world["register"]).group
    PeerMembershipFactory(group=group, person=world["person"], is_chair=True)
    return group
