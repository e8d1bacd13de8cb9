"""How peer groups move: memberships, sessions, and who was at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class MembershipState(StrEnum):
    """Where somebody stands in a peer group."""

    INVITED = "INVITED"
    MEMBER = "MEMBER"
    DECLINED = "DECLINED"
    LEFT = "LEFT"


class MembershipAction(StrEnum):
    """What is done to a membership."""

    ACCEPT = "accept"
    DECLINE = "decline"
    LEAVE = "leave"


class SessionState(StrEnum):
    """Where a session stands. What is wrong is withdrawn and recorded anew."""

    STANDING = "STANDING"
    WITHDRAWN = "WITHDRAWN"


class PresenceState(StrEnum):
    """What somebody who is noted as present says of it."""

    NOTED = "NOTED"
    CONFIRMED = "CONFIRMED"
    DENIED = "DENIED"


@dataclass(frozen=True, slots=True)
class MembershipTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[MembershipState]
    target: MembershipState
    by: str
    event: str


M, A = MembershipState, MembershipAction
_INVITED = frozenset({M.INVITED})
MEMBERSHIPS: Mapping[MembershipAction, MembershipTransition] = MappingProxyType(
    {
        A.ACCEPT: MembershipTransition(_INVITED, M.MEMBER, "whoever is invited", "peer-membership.accepted"),
        A.DECLINE: MembershipTransition(_INVITED, M.DECLINED, "whoever is invited", "peer-membership.declined"),
        A.LEAVE: MembershipTransition(
            frozenset({M.INVITED, M.MEMBER}), M.LEFT, "the member or the chair", "peer-membership.ended"
        ),
    }
)
