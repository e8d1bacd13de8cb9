"""How the audit of one person moves: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class AuditState(StrEnum):
    """Where the audit of one person stands. DRAWN: nobody was told yet; DECIDED: a decision was taken on it."""

    DRAWN = "DRAWN"
    ASKED = "ASKED"
    ASSESSING = "ASSESSING"
    REPAIRING = "REPAIRING"
    CONCLUDED = "CONCLUDED"
    DECIDED = "DECIDED"
    CANCELLED = "CANCELLED"


class AuditAction(StrEnum):
    """What is done to an audit."""

    ASK = "ask"
    HAND_IN = "hand-in"
    END_TERM = "end-term"
    ASK_REPAIR = "ask-repair"
    CONCLUDE = "conclude"
    RETURN = "return"
    DECIDE = "decide"
    CANCEL = "cancel"


VERIFIED, CORRECTED, SHORT = "verified", "corrected", "short"
RESULTS = (VERIFIED, CORRECTED, SHORT)
"""All was shown; not all, which changes no outcome; not enough, so that a requirement that was met is not."""


class Verdict(StrEnum):
    """What an auditor makes of one item."""

    ACCEPTED = "ACCEPTED"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True)
class AuditTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[AuditState]
    target: AuditState
    by: str
    event: str


S, A = AuditState, AuditAction
ANSWERING = frozenset({S.ASKED, S.REPAIRING})
"""The person may show things: a term runs."""
IN_HAND = frozenset({S.ASKED, S.ASSESSING, S.REPAIRING, S.CONCLUDED})
"""It is open: as long as that is so its auditor sees the cycle, and not a moment longer."""

_DRAWN, _ASSESSING, _CONCLUDED = frozenset({S.DRAWN}), frozenset({S.ASSESSING}), frozenset({S.CONCLUDED})
AUDITS: Mapping[AuditAction, AuditTransition] = MappingProxyType(
    {
        A.ASK: AuditTransition(_DRAWN, S.ASKED, "system", "audit.asked"),
        A.HAND_IN: AuditTransition(ANSWERING, S.ASSESSING, "professional", "audit.handed-in"),
        # Who does not answer is judged on what is there.
        A.END_TERM: AuditTransition(ANSWERING, S.ASSESSING, "system", "audit.term-ended"),
        A.ASK_REPAIR: AuditTransition(_ASSESSING, S.REPAIRING, "auditor", "audit.repair-asked"),
        A.CONCLUDE: AuditTransition(_ASSESSING, S.CONCLUDED, "auditor", "audit.concluded"),
        A.RETURN: AuditTransition(_CONCLUDED, S.ASSESSING, "office", "audit.returned"),
        A.DECIDE: AuditTransition(_CONCLUDED, S.DECIDED, "decider", "audit.decided"),
        A.CANCEL: AuditTransition(_DRAWN | IN_HAND, S.CANCELLED, "office", "audit.cancelled"),
    }
)
