"""How things move in this app: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class MissingState(StrEnum):
    """Where the question about an attendance that is not listed stands."""

    ASKED = "ASKED"
    DENIED = "DENIED"
    ESCALATED = "ESCALATED"
    CONFIRMED = "CONFIRMED"
    GRANTED = "GRANTED"
    DECLINED = "DECLINED"
    LISTED = "LISTED"
    WITHDRAWN = "WITHDRAWN"


class MissingAction(StrEnum):
    """What is done to such a question."""

    CONFIRM = "confirm"
    DENY = "deny"
    ESCALATE = "escalate"
    DISPUTE = "dispute"
    GRANT = "grant"
    DECLINE = "decline"
    FIND = "find"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class MissingTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[MissingState]
    target: MissingState
    by: str
    event: str


S, A = MissingState, MissingAction
UNSETTLED = frozenset({S.ASKED, S.DENIED, S.ESCALATED})
_WAITING = frozenset({S.ASKED, S.ESCALATED})
MISSING_ATTENDANCE: Mapping[MissingAction, MissingTransition] = MappingProxyType(
    {
        A.CONFIRM: MissingTransition(_WAITING, S.CONFIRMED, "provider", "missing-attendance.confirmed"),
        A.DENY: MissingTransition(frozenset({S.ASKED}), S.DENIED, "provider", "missing-attendance.denied"),
        A.ESCALATE: MissingTransition(frozenset({S.ASKED}), S.ESCALATED, "system", "missing-attendance.escalated"),
        A.DISPUTE: MissingTransition(frozenset({S.DENIED}), S.ESCALATED, "professional", "missing-attendance.disputed"),
        A.GRANT: MissingTransition(frozenset({S.ESCALATED}), S.GRANTED, "office", "missing-attendance.granted"),
        A.DECLINE: MissingTransition(frozenset({S.ESCALATED}), S.DECLINED, "office", "missing-attendance.declined"),
        A.FIND: MissingTransition(UNSETTLED, S.LISTED, "system", "missing-attendance.listed"),
        A.WITHDRAW: MissingTransition(UNSETTLED, S.WITHDRAWN, "professional", "missing-attendance.withdrawn"),
    }
)
