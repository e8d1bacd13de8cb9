"""How a decision with legal effect moves: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class DecisionState(StrEnum):
    """Where a decision stands. FINAL: nothing can be done against it here; REPLACED: another took its place."""

    PREPARED = "PREPARED"
    INTENDED = "INTENDED"
    DECIDED = "DECIDED"
    OBJECTED = "OBJECTED"
    FINAL = "FINAL"
    REPLACED = "REPLACED"
    DROPPED = "DROPPED"


class DecisionAction(StrEnum):
    """What is done to a decision."""

    INTEND = "intend"
    DECIDE = "decide"
    DECIDE_BY_RULE = "decide-by-rule"
    DROP = "drop"
    OBJECT = "object"
    WITHDRAW_OBJECTION = "withdraw-objection"
    UPHOLD = "uphold"
    REJECT = "reject"
    REPLACE = "replace"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class DecisionTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[DecisionState]
    target: DecisionState
    by: str
    event: str


QUESTION_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "RENEWAL": ("herregistratie", "renewal"),
        "POSTPONEMENT": ("uitstel", "postponement"),
        "DISPENSATION": ("dispensatie", "dispensation"),
        "AUDIT": ("steekproef", "audit"),
        "DEREGISTRATION": ("uitschrijving", "deregistration"),
        "RE_ENTRY": ("herintreding", "re-entry"),
        "STATUS": ("status van de registratie", "status of the registration"),
        "DISCIPLINE": ("maatregel van de tuchtrechter", "disciplinary measure"),
    }
)
"""What a decision is about, in Dutch and English."""

S, A = DecisionState, DecisionAction
OPEN = frozenset({S.PREPARED, S.INTENDED})
STANDS = frozenset({S.DECIDED, S.OBJECTED, S.FINAL})
"""It was taken and nothing took its place: at most one of a matter."""

_PREPARED, _DECIDED, _OBJECTED = frozenset({S.PREPARED}), frozenset({S.DECIDED}), frozenset({S.OBJECTED})
_KNOWN = _DECIDED | {S.FINAL}  # a late objection is received too
DECISIONS: Mapping[DecisionAction, DecisionTransition] = MappingProxyType(
    {
        A.INTEND: DecisionTransition(_PREPARED, S.INTENDED, "office", "decision.intended"),
        A.DECIDE: DecisionTransition(OPEN, S.DECIDED, "decider", "decision.taken"),
        A.DECIDE_BY_RULE: DecisionTransition(OPEN, S.DECIDED, "system", "decision.taken-by-rule"),
        A.DROP: DecisionTransition(OPEN, S.DROPPED, "office or decider", "decision.dropped"),
        A.OBJECT: DecisionTransition(_KNOWN, S.OBJECTED, "professional", "decision.objected"),
        A.WITHDRAW_OBJECTION: DecisionTransition(_OBJECTED, S.DECIDED, "professional", "decision.objection-withdrawn"),
        A.UPHOLD: DecisionTransition(_OBJECTED, S.REPLACED, "another decider", "decision.reconsidered"),
        A.REJECT: DecisionTransition(_OBJECTED, S.FINAL, "another decider", "decision.upheld"),
        A.REPLACE: DecisionTransition(_KNOWN, S.REPLACED, "decider", "decision.replaced"),
        A.FINISH: DecisionTransition(_DECIDED, S.FINAL, "system", "decision.final"),
    }
)
