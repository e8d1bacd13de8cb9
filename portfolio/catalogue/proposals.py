"""How a proposal moves: what somebody asks about an activity beforehand, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ProposalState(StrEnum):
    """Where a proposal stands. An answer that was given holds until it lapses."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"


class ProposalAction(StrEnum):
    """What is done to a proposal."""

    ANSWER = "answer"
    REFUSE = "refuse"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class ProposalTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[ProposalState]
    target: ProposalState
    by: str
    event: str


S, A = ProposalState, ProposalAction
_ASKED = frozenset({S.ASKED})
PROPOSALS: Mapping[ProposalAction, ProposalTransition] = MappingProxyType(
    {
        A.ANSWER: ProposalTransition(_ASKED, S.ANSWERED, "assessor", "claim-proposal.answered"),
        A.REFUSE: ProposalTransition(_ASKED, S.REFUSED, "assessor", "claim-proposal.refused"),
        A.LAPSE: ProposalTransition(frozenset({S.ANSWERED}), S.LAPSED, "system", "claim-proposal.lapsed"),
        A.WITHDRAW: ProposalTransition(_ASKED, S.WITHDRAWN, "professional", "claim-proposal.withdrawn"),
    }
)
