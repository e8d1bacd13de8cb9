"""How goals, conversations and personal duties move: every state and every action."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Side(StrEnum):
    """The two of a conversation: whose dossier it is in, and the other."""

    OWNER = "OWNER"
    OTHER = "OTHER"


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "OPEN"
    REACHED = "REACHED"
    DROPPED = "DROPPED"


class ConversationState(StrEnum):
    """Where a conversation stands. HELD waits for signatures; a single one leaves it there."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    HELD = "HELD"
    SIGNED = "SIGNED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"


class DutyState(StrEnum):
    """Where a duty stands. REPORTED waits for the other side to say whether it was done."""

    OPEN = "OPEN"
    REPORTED = "REPORTED"
    FULFILLED = "FULFILLED"
    LIFTED = "LIFTED"


@dataclass(frozen=True, slots=True)
class Step:
    """One action: from where, to where, as what event."""

    sources: frozenset[StrEnum]
    target: StrEnum
    event: str


T, U = ConversationState, DutyState
_CLOSED = frozenset({GoalState.REACHED, GoalState.DROPPED})
_AGREED = frozenset({T.ACCEPTED, T.HELD})
GOALS: Mapping[str, Step] = MappingProxyType(
    {
        "reach": Step(frozenset({GoalState.OPEN}), GoalState.REACHED, "goal.reached"),
        "drop": Step(frozenset({GoalState.OPEN}), GoalState.DROPPED, "goal.dropped"),
        "reopen": Step(_CLOSED, GoalState.OPEN, "goal.reopened"),
    }
)
CONVERSATIONS: Mapping[str, Step] = MappingProxyType(
    {
        "accept": Step(frozenset({T.PROPOSED}), T.ACCEPTED, "conversation.accepted"),
        "decline": Step(frozenset({T.PROPOSED, T.ACCEPTED}), T.DECLINED, "conversation.declined"),
        "cancel": Step(frozenset({T.PROPOSED}) | _AGREED, T.CANCELLED, "conversation.cancelled"),
        "record": Step(_AGREED, T.HELD, "conversation.recorded"),
        "sign": Step(frozenset({T.HELD}), T.SIGNED, "conversation.signed"),
    }
)
DUTIES: Mapping[str, Step] = MappingProxyType(
    {
        "report": Step(frozenset({U.OPEN}), U.REPORTED, "duty.reported"),
        "accept": Step(frozenset({U.REPORTED}), U.FULFILLED, "duty.fulfilled"),
        "return": Step(frozenset({U.REPORTED}), U.OPEN, "duty.returned"),
        "lift": Step(frozenset({U.OPEN, U.REPORTED}), U.LIFTED, "duty.lifted"),
    }
)
