"""How records, and the statements of others about them, move: every state, every action, who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RecordState(StrEnum):
    """Where a record of work, a declaration or a document stands. What is wrong is replaced, never changed."""

    STANDING = "STANDING"
    REPLACED = "REPLACED"
    WITHDRAWN = "WITHDRAWN"


class StatementState(StrEnum):
    """Where the statement that somebody else is asked for stands."""

    ASKED = "ASKED"
    GIVEN = "GIVEN"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class StatementAction(StrEnum):
    """What is done to a statement that was asked."""

    GIVE = "give"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class StatementTransition:
    """One action: from where, to where, by whom, as what event."""

    sources: frozenset[StatementState]
    target: StatementState
    by: str
    event: str


S, A = StatementState, StatementAction
_ASKED = frozenset({S.ASKED})
STATEMENTS: Mapping[StatementAction, StatementTransition] = MappingProxyType(
    {
        A.GIVE: StatementTransition(_ASKED, S.GIVEN, "whoever is asked", "record-statement.given"),
        A.DECLINE: StatementTransition(_ASKED, S.DECLINED, "whoever is asked", "record-statement.declined"),
        A.WITHDRAW: StatementTransition(_ASKED, S.WITHDRAWN, "professional", "record-statement.withdrawn"),
    }
)
