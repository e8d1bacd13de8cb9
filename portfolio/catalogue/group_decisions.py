"""How a decision for a group moves: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class GroupState(StrEnum):
    """Where a decision for a group stands. UNDONE: another one took it back."""

    PREPARED = "PREPARED"
    PREVIEWING = "PREVIEWING"
    PREVIEWED = "PREVIEWED"
    DECIDED = "DECIDED"
    CARRIED_OUT = "CARRIED_OUT"
    UNDONE = "UNDONE"
    DROPPED = "DROPPED"


class GroupAction(StrEnum):
    """What is done to a decision for a group."""

    PREVIEW = "preview"
    SHOW = "show"
    DECIDE = "decide"
    FINISH = "finish"
    RESUME = "resume"
    UNDO = "undo"
    DROP = "drop"


class GroupSort(StrEnum):
    """What kind of extraordinary act it is. UNDOING takes an earlier one back."""

    EXTENSION = "EXTENSION"
    WAIVER = "WAIVER"
    CORRECTION = "CORRECTION"
    UNDOING = "UNDOING"


@dataclass(frozen=True, slots=True)
class GroupTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[GroupState]
    target: GroupState
    by: str
    event: str


S, A = GroupState, GroupAction
OPEN = frozenset({S.PREPARED, S.PREVIEWING, S.PREVIEWED})
TAKEN = frozenset({S.DECIDED, S.CARRIED_OUT, S.UNDONE})
UNDER_WAY = frozenset({S.PREVIEWING, S.DECIDED})
"""A worker is to go on with it."""

GROUP_DECISIONS: Mapping[GroupAction, GroupTransition] = MappingProxyType(
    {
        A.PREVIEW: GroupTransition(OPEN, S.PREVIEWING, "office", "group-decision.preview-asked"),
        A.SHOW: GroupTransition(frozenset({S.PREVIEWING}), S.PREVIEWED, "system", "group-decision.previewed"),
        A.DECIDE: GroupTransition(frozenset({S.PREVIEWED}), S.DECIDED, "decider", "group-decision.taken"),
        A.FINISH: GroupTransition(frozenset({S.DECIDED}), S.CARRIED_OUT, "system", "group-decision.carried-out"),
        # Also for those who could not be reached the first time.
        A.RESUME: GroupTransition(frozenset({S.DECIDED, S.CARRIED_OUT}), S.DECIDED, "office", "group-decision.resumed"),
        A.UNDO: GroupTransition(frozenset({S.CARRIED_OUT}), S.UNDONE, "system", "group-decision.undone"),
        A.DROP: GroupTransition(OPEN, S.DROPPED, "office or decider", "group-decision.dropped"),
    }
)
SORT_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "EXTENSION": ("verlenging", "extension"),
        "WAIVER": ("ontheffing", "waiver"),
        "CORRECTION": ("correctie", "correction"),
        "UNDOING": ("terugneming", "taking back"),
    }
)
"""What an act is called, in Dutch and English."""
