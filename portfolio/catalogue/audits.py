"""How an audit run moves: every state, every action, who takes it. What follows for one person: `audit_cases`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RunState(StrEnum):
    """Where a run stands. COMMITTED: population and seed are fixed and their digests published; DRAWN: so is who.

    COMMITTING, DRAWING: it was asked, and a worker does it.
    """

    PREPARED = "PREPARED"
    COMMITTING = "COMMITTING"
    COMMITTED = "COMMITTED"
    DRAWING = "DRAWING"
    DRAWN = "DRAWN"
    CANCELLED = "CANCELLED"


class RunAction(StrEnum):
    """What is done to a run."""

    ASK_COMMITMENT = "ask-commitment"
    COMMIT = "commit"
    STOP_COMMITMENT = "stop-commitment"
    ASK_DRAW = "ask-draw"
    DRAW = "draw"
    STOP_DRAW = "stop-draw"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class RunTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[RunState]
    target: RunState
    by: str
    event: str


S, A = RunState, RunAction
UNDER_WAY = frozenset({S.COMMITTING, S.DRAWING})
"""A worker is to take the next step."""

RUNS: Mapping[RunAction, RunTransition] = MappingProxyType(
    {
        A.ASK_COMMITMENT: RunTransition(
            frozenset({S.PREPARED}), S.COMMITTING, "another than who prepared it", "audit-run.commitment-asked"
        ),
        A.COMMIT: RunTransition(frozenset({S.COMMITTING}), S.COMMITTED, "system", "audit-run.committed"),
        A.STOP_COMMITMENT: RunTransition(frozenset({S.COMMITTING}), S.PREPARED, "system", "audit-run.stopped"),
        A.ASK_DRAW: RunTransition(frozenset({S.COMMITTED}), S.DRAWING, "office", "audit-run.draw-asked"),
        A.DRAW: RunTransition(frozenset({S.DRAWING}), S.DRAWN, "system", "audit-run.drawn"),
        A.STOP_DRAW: RunTransition(frozenset({S.DRAWING}), S.COMMITTED, "system", "audit-run.stopped"),
        # Who was drawn stays drawn. A cancelled commitment stays public, with its seed: nobody draws until it suits.
        A.CANCEL: RunTransition(frozenset({S.PREPARED, S.COMMITTED}), S.CANCELLED, "office", "audit-run.cancelled"),
    }
)
