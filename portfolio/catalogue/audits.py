"""How an audit run moves: every state, every action, who takes it. What follows for one person: `audit_cases`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RunState(StrEnum):
    """Where a run stands. COMMITTED: population and seed are fixed and their digests published; DRAWN: so is who."""

    PREPARED = "PREPARED"
    COMMITTED = "COMMITTED"
    DRAWN = "DRAWN"
    CANCELLED = "CANCELLED"


class RunAction(StrEnum):
    """What is done to a run."""

    COMMIT = "commit"
    DRAW = "draw"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class RunTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[RunState]
    target: RunState
    by: str
    event: str


S, A = RunState, RunAction

RUNS: Mapping[RunAction, RunTransition] = MappingProxyType(
    {
        A.COMMIT: RunTransition(
            frozenset({S.PREPARED}), S.COMMITTED, "another than who prepared it", "audit-run.committed"
        ),
        A.DRAW: RunTransition(frozenset({S.COMMITTED}), S.DRAWN, "office", "audit-run.drawn"),
        # Who was drawn stays drawn. A cancelled commitment stays public, with its seed: nobody draws until it suits.
        A.CANCEL: RunTransition(frozenset({S.PREPARED, S.COMMITTED}), S.CANCELLED, "office", "audit-run.cancelled"),
    }
)
