"""How a renewal moves: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RenewalState(StrEnum):
    """Where a renewal stands. LAPSED: nobody asked for it before the end, and people say what follows."""

    OPENED = "OPENED"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    COMPLETE = "COMPLETE"
    DECIDED = "DECIDED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"


class RenewalAction(StrEnum):
    """What is done to a renewal."""

    SUBMIT = "submit"
    RETURN = "return"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    DECIDE = "decide"


class ForPeople(StrEnum):
    """Why a renewal is not decided by rule."""

    SAMPLE = "SAMPLE"
    REQUEST = "REQUEST"
    LATE = "LATE"
    OUTCOME = "OUTCOME"


@dataclass(frozen=True, slots=True)
class RenewalTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[RenewalState]
    target: RenewalState
    by: str
    event: str


S, A = RenewalState, RenewalAction
PENDING = frozenset({S.SUBMITTED, S.RETURNED, S.COMPLETE})
"""It was asked for and not answered: until then the registration goes on as it was."""
PROPOSED_FROM = frozenset({S.COMPLETE, S.LAPSED})

RENEWALS: Mapping[RenewalAction, RenewalTransition] = MappingProxyType(
    {
        # Who is late is heard as well; people judge what being late means.
        A.SUBMIT: RenewalTransition(
            frozenset({S.OPENED, S.RETURNED, S.WITHDRAWN, S.LAPSED}), S.SUBMITTED, "professional", "renewal.submitted"
        ),
        A.RETURN: RenewalTransition(frozenset({S.SUBMITTED}), S.RETURNED, "office", "renewal.returned"),
        # What is not supplemented in time is decided on as it is (Awb 4:5).
        A.COMPLETE: RenewalTransition(
            frozenset({S.SUBMITTED, S.RETURNED}), S.COMPLETE, "office or system", "renewal.completed"
        ),
        A.WITHDRAW: RenewalTransition(PENDING, S.WITHDRAWN, "professional", "renewal.withdrawn"),
        A.LAPSE: RenewalTransition(frozenset({S.OPENED, S.WITHDRAWN}), S.LAPSED, "system", "renewal.lapsed"),
        A.DECIDE: RenewalTransition(PROPOSED_FROM, S.DECIDED, "decider or system", "renewal.decided"),
    }
)
