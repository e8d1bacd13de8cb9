"""What a person may ask about their registration, on which grounds, and how the request moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RequestSort(StrEnum):
    """What is asked. The same words as the questions of decisions."""

    POSTPONEMENT = "POSTPONEMENT"
    DISPENSATION = "DISPENSATION"
    DEREGISTRATION = "DEREGISTRATION"
    RE_ENTRY = "RE_ENTRY"


class Ground(StrEnum):
    """Why, in one word. Never which illness: that is not asked and not kept."""

    ILLNESS = "ILLNESS"
    PREGNANCY = "PREGNANCY"
    CARE = "CARE"
    ABROAD = "ABROAD"
    WORK = "WORK"
    OTHER = "OTHER"
    OWN_CHOICE = "OWN_CHOICE"


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "ASKED"
    DECIDED = "DECIDED"
    WITHDRAWN = "WITHDRAWN"


class RequestAction(StrEnum):
    """What is done to a request."""

    DECIDE = "decide"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class RequestTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[RequestState]
    target: RequestState
    by: str
    event: str


_ASKED = frozenset({RequestState.ASKED})
REQUESTS: Mapping[RequestAction, RequestTransition] = MappingProxyType(
    {
        RequestAction.DECIDE: RequestTransition(
            _ASKED, RequestState.DECIDED, "decider", "registration-request.decided"
        ),
        RequestAction.WITHDRAW: RequestTransition(
            _ASKED, RequestState.WITHDRAWN, "professional", "registration-request.withdrawn"
        ),
    }
)
