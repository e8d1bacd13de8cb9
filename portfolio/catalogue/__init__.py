"""How things move in this app: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class QuestionState(StrEnum):
    """Where a question about an attendance stands: one that is not listed, or one that is booked wrongly."""

    ASKED = "ASKED"
    DENIED = "DENIED"
    ESCALATED = "ESCALATED"
    CONFIRMED = "CONFIRMED"
    GRANTED = "GRANTED"
    DECLINED = "DECLINED"
    OVERTAKEN = "OVERTAKEN"
    WITHDRAWN = "WITHDRAWN"


class QuestionAction(StrEnum):
    """What is done to such a question. It is overtaken when what it asks for happens without an answer."""

    CONFIRM = "confirm"
    DENY = "deny"
    ESCALATE = "escalate"
    DISPUTE = "dispute"
    GRANT = "grant"
    DECLINE = "decline"
    OVERTAKE = "overtake"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class QuestionTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[QuestionState]
    target: QuestionState
    by: str
    event: str


QuestionTransitions = Mapping[QuestionAction, QuestionTransition]
S, A = QuestionState, QuestionAction
UNSETTLED = frozenset({S.ASKED, S.DENIED, S.ESCALATED})
_WAITING = frozenset({S.ASKED, S.ESCALATED})


def _questions(about: str, *, overtaken: str) -> QuestionTransitions:
    """How questions move; `about` begins the names of their events, `overtaken` ends that of this one."""
    return MappingProxyType(
        {
            A.CONFIRM: QuestionTransition(_WAITING, S.CONFIRMED, "provider", f"{about}.confirmed"),
            A.DENY: QuestionTransition(frozenset({S.ASKED}), S.DENIED, "provider", f"{about}.denied"),
            A.ESCALATE: QuestionTransition(frozenset({S.ASKED}), S.ESCALATED, "system", f"{about}.escalated"),
            A.DISPUTE: QuestionTransition(frozenset({S.DENIED}), S.ESCALATED, "professional", f"{about}.disputed"),
            A.GRANT: QuestionTransition(frozenset({S.ESCALATED}), S.GRANTED, "office", f"{about}.granted"),
            A.DECLINE: QuestionTransition(frozenset({S.ESCALATED}), S.DECLINED, "office", f"{about}.declined"),
            A.OVERTAKE: QuestionTransition(UNSETTLED, S.OVERTAKEN, "system", f"{about}.{overtaken}"),
            A.WITHDRAW: QuestionTransition(UNSETTLED, S.WITHDRAWN, "professional", f"{about}.withdrawn"),
        }
    )


MISSING_ATTENDANCE = _questions("missing-attendance", overtaken="listed")
WRONG_ATTENDANCE = _questions("wrong-attendance", overtaken="reversed")


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
