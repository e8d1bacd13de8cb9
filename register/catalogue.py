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


class LookPurpose(StrEnum):
    """What somebody else read a dossier for, as its owner is told."""

    KEEPING = "KEEPING"
    CLAIMS = "CLAIMS"
    ATTENDANCE = "ATTENDANCE"
    RENEWAL = "RENEWAL"
    DECIDING = "DECIDING"
    AUDIT = "AUDIT"
    NOTIFYING = "NOTIFYING"
    REQUEST = "REQUEST"
    SHARED = "SHARED"
    PEER = "PEER"


L = LookPurpose
PURPOSE_WORDS: Mapping[LookPurpose, tuple[str, str]] = MappingProxyType(
    {
        L.KEEPING: ("het register bijhouden en vragen beantwoorden", "keeping the register and answering questions"),
        L.CLAIMS: ("wat u opvoerde beoordelen", "assessing what you claimed"),
        L.ATTENDANCE: ("aanwezigheid bij een scholing nagaan", "checking attendance of a course"),
        L.RENEWAL: ("uw herregistratie", "your renewal"),
        L.DECIDING: ("een besluit of bezwaar", "a decision or objection"),
        L.AUDIT: ("een audit", "an audit"),
        L.NOTIFYING: ("nagaan of u bericht kreeg", "checking that you were told"),
        L.REQUEST: ("een verzoek van u over uw gegevens", "a request of yours about your data"),
        L.SHARED: ("u gaf inzage", "you shared it"),
        L.PEER: ("u werkt hierin samen", "you work together in it"),
    }
)
# By whom it is read says most; of an office what is read says more. Who holds no role is named in the row.
PURPOSE_OF_ROLE: Mapping[str, LookPurpose] = MappingProxyType(
    {
        "": L.PEER,
        "ASSESSOR": L.CLAIMS,
        "AUDITOR": L.AUDIT,
        "COMMITTEE": L.DECIDING,
        "PROVIDER_MANAGER": L.ATTENDANCE,
        "PROVIDER_SUBMITTER": L.ATTENDANCE,
        "EMPLOYER_MANAGER": L.SHARED,
    }
)
PURPOSE_OF_PART: Mapping[str, LookPurpose] = MappingProxyType(
    {
        "claims": L.CLAIMS,
        "evidence": L.CLAIMS,
        "attendance": L.ATTENDANCE,
        "missing-attendance": L.ATTENDANCE,
        "wrong-attendance": L.ATTENDANCE,
        "renewals": L.RENEWAL,
        "decisions": L.DECIDING,
        "group-decisions": L.DECIDING,
        "disciplinary-orders": L.DECIDING,
        "audits": L.AUDIT,
        "notices": L.NOTIFYING,
        "dossier-requests": L.REQUEST,
    }
)
