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


class ClaimState(StrEnum):
    """Where a claim stands. COUNTING is booked as declared, until a sample draws it."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    COUNTING = "COUNTING"
    RETURNED = "RETURNED"
    GRANTED = "GRANTED"
    PARTLY_GRANTED = "PARTLY_GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    REPLACED = "REPLACED"


class ClaimAction(StrEnum):
    """What is done to a claim."""

    SUBMIT = "submit"
    DECLARE = "declare"
    RETURN = "return"
    RESUBMIT = "resubmit"
    DRAW = "draw"
    GRANT = "grant"
    GRANT_PARTLY = "grant-partly"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ClaimTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[ClaimState]
    target: ClaimState
    by: str
    event: str


C, D = ClaimState, ClaimAction
UNDECIDED = frozenset({C.SUBMITTED, C.RETURNED})
STANDING_CLAIM = frozenset({C.GRANTED, C.PARTLY_GRANTED, C.COUNTING})
TAKES_EVIDENCE = UNDECIDED | {C.DRAFT, C.COUNTING}
ENDS_UNDECIDED = frozenset({C.COUNTING, C.WITHDRAWN, C.REPLACED})  # where a claim may rest though nobody decided
_SUBMITTED = frozenset({C.SUBMITTED})
CLAIMS: Mapping[ClaimAction, ClaimTransition] = MappingProxyType(
    {
        D.SUBMIT: ClaimTransition(frozenset({C.DRAFT}), C.SUBMITTED, "professional", "claim.submitted"),
        D.DECLARE: ClaimTransition(frozenset({C.DRAFT}), C.COUNTING, "professional", "claim.declared"),
        D.RETURN: ClaimTransition(_SUBMITTED, C.RETURNED, "assessor", "claim.returned"),
        D.RESUBMIT: ClaimTransition(frozenset({C.RETURNED}), C.SUBMITTED, "professional", "claim.resubmitted"),
        D.DRAW: ClaimTransition(frozenset({C.COUNTING}), C.SUBMITTED, "system", "claim.drawn"),
        D.GRANT: ClaimTransition(_SUBMITTED, C.GRANTED, "assessor", "claim.granted"),
        D.GRANT_PARTLY: ClaimTransition(_SUBMITTED, C.PARTLY_GRANTED, "assessor", "claim.partly-granted"),
        D.REFUSE: ClaimTransition(_SUBMITTED, C.REFUSED, "assessor", "claim.refused"),
        D.WITHDRAW: ClaimTransition(UNDECIDED | {C.DRAFT, C.COUNTING}, C.WITHDRAWN, "professional", "claim.withdrawn"),
        D.REPLACE: ClaimTransition(STANDING_CLAIM | UNDECIDED, C.REPLACED, "assessor", "claim.replaced"),
    }
)
