"""What a registration can be, and what it can become: the one table by which its status moves."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """What a registration is on a day. Without any record it is REGISTERED from its first day on."""

    CANDIDATE = "CANDIDATE"
    REGISTERED = "REGISTERED"
    CONDITIONAL = "CONDITIONAL"
    IN_GRACE = "IN_GRACE"
    SUSPENDED = "SUSPENDED"
    LAPSED = "LAPSED"
    STRUCK_OFF = "STRUCK_OFF"
    LEFT = "LEFT"
    DECEASED = "DECEASED"


class Mark(StrEnum):
    """An endorsement or an annotation is held from a day on, or ended."""

    HELD = "HELD"
    ENDED = "ENDED"


REGISTRATION = "registration"
"""The axis on which the registration itself moves. Others are `endorsement:CODE` and `annotation:CODE`."""
MARK_AXES = ("endorsement", "annotation")

S = Status
ENDED = frozenset({S.LAPSED, S.STRUCK_OFF, S.LEFT, S.DECEASED})
"""It holds no more; who comes back gets a new registration."""
GOES_ON = frozenset(Status) - ENDED
REMINDED = GOES_ON - {S.SUSPENDED}
"""Who is told of what is still to be done."""

STATUS_MOVES: Mapping[Status, frozenset[Status]] = MappingProxyType(
    {
        S.CANDIDATE: frozenset({S.REGISTERED, S.CONDITIONAL}) | ENDED - {S.STRUCK_OFF},
        S.REGISTERED: frozenset({S.CONDITIONAL, S.IN_GRACE, S.SUSPENDED}) | ENDED,
        S.CONDITIONAL: frozenset({S.REGISTERED, S.IN_GRACE, S.SUSPENDED}) | ENDED,
        S.IN_GRACE: frozenset({S.REGISTERED, S.CONDITIONAL, S.SUSPENDED}) | ENDED,
        S.SUSPENDED: frozenset({S.REGISTERED, S.CONDITIONAL, S.IN_GRACE}) | ENDED,
        **{ended: frozenset() for ended in ENDED},
    }
)
MARK_MOVES: Mapping[Mark | None, frozenset[Mark]] = MappingProxyType(
    {None: frozenset({Mark.HELD}), Mark.HELD: frozenset({Mark.ENDED}), Mark.ENDED: frozenset({Mark.HELD})}
)
