"""How a visit among peers moves, and how somebody who is asked to visit answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class VisitState(StrEnum):
    """Where a visit stands. CLOSED: the visited agrees with report and consequences."""

    PLANNED = "PLANNED"
    REPORTED = "REPORTED"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"


class VisitAction(StrEnum):
    """What is done to a visit."""

    REPORT = "report"
    ANSWER = "answer"
    AGREE = "agree"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"


class VisitorState(StrEnum):
    """Where somebody who is asked to visit stands."""

    INVITED = "INVITED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class VisitOutcome(StrEnum):
    """What the visitors conclude. Only a visit that has to be done again does not count."""

    SATISFACTORY = "SATISFACTORY"
    WITH_AGREEMENTS = "WITH_AGREEMENTS"
    TO_BE_REPEATED = "TO_BE_REPEATED"


@dataclass(frozen=True, slots=True)
class VisitTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[VisitState]
    target: VisitState
    by: str
    event: str


S, A = VisitState, VisitAction
_PLANNED, _REPORTED = frozenset({S.PLANNED}), frozenset({S.REPORTED})
VISITS: Mapping[VisitAction, VisitTransition] = MappingProxyType(
    {
        A.REPORT: VisitTransition(_PLANNED | {S.ANSWERED}, S.REPORTED, "the leading visitor", "peer-visit.reported"),
        A.ANSWER: VisitTransition(_REPORTED, S.ANSWERED, "the visited", "peer-visit.answered"),
        A.AGREE: VisitTransition(_REPORTED, S.CLOSED, "the visited", "peer-visit.closed"),
        A.CANCEL: VisitTransition(_PLANNED, S.WITHDRAWN, "the visited", "peer-visit.withdrawn"),
        A.WITHDRAW: VisitTransition(
            frozenset(VisitState) - {S.WITHDRAWN}, S.WITHDRAWN, "the leading visitor", "peer-visit.withdrawn"
        ),
    }
)
