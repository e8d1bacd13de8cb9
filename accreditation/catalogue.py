"""How an application moves in a register: every state, every action, who takes it, what is told to whom.

The table is the law of `services/applications`: nothing moves that is not in it.
docs/accreditation.md is drawn from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where the application stands in one register."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    ASSESSING = "ASSESSING"
    QUESTIONED = "QUESTIONED"
    ADVISED = "ADVISED"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    OBJECTED = "OBJECTED"
    RECONSIDERED = "RECONSIDERED"
    WITHDRAWN = "WITHDRAWN"
    SET_ASIDE = "SET_ASIDE"


class Party(StrEnum):
    """Who acts, or who is told."""

    PROVIDER = "provider"
    OFFICE = "office"
    ASSESSOR = "assessor"
    CHAIR = "chair"
    SYSTEM = "system"


class Action(StrEnum):
    """What is done to an application in a register."""

    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    ASSIGN = "assign"
    RELEASE = "release"
    ASK = "ask"
    ANSWER = "answer"
    ADVISE = "advise"
    CONCLUDE = "conclude"
    SEEK_ADVICE = "seek-advice"
    GRANT = "grant"
    REFUSE = "refuse"
    TAKE_OVER = "take-over"
    SELF_ACCREDIT = "self-accredit"
    OBJECT = "object"
    RECONSIDER = "reconsider"
    WITHDRAW = "withdraw"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Transition:
    """One action: from where, to where (None: it stays where it is), by whom, as what event, told to whom."""

    action: Action
    sources: frozenset[State]
    target: State | None
    by: tuple[Party, ...]
    event: str
    tells: tuple[Party, ...]


S, A, P = State, Action, Party
_TRANSITIONS = (
    Transition(
        A.SUBMIT, frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, (P.PROVIDER,), "application.submitted", (P.OFFICE,)
    ),
    Transition(A.RETURN, frozenset({S.SUBMITTED}), S.RETURNED, (P.OFFICE,), "application.returned", (P.PROVIDER,)),
    Transition(A.ACCEPT, frozenset({S.SUBMITTED}), S.ASSESSING, (P.OFFICE,), "application.accepted", (P.PROVIDER,)),
    Transition(
        A.ASSIGN, frozenset({S.ASSESSING, S.OBJECTED}), None, (P.OFFICE,), "application.assigned", (P.ASSESSOR,)
    ),
    Transition(
        A.RELEASE,
        frozenset({S.ASSESSING, S.QUESTIONED, S.OBJECTED}),
        None,
        (P.OFFICE,),
        "application.released",
        (P.ASSESSOR,),
    ),
    Transition(
        A.ASK,
        frozenset({S.ASSESSING, S.ADVISED}),
        S.QUESTIONED,
        (P.ASSESSOR, P.CHAIR, P.OFFICE),
        "application.question-asked",
        (P.PROVIDER,),
    ),
    Transition(
        A.ANSWER, frozenset({S.QUESTIONED}), S.ASSESSING, (P.PROVIDER,), "application.question-answered", (P.OFFICE,)
    ),
    Transition(
        A.ADVISE, frozenset({S.ASSESSING, S.ADVISED, S.OBJECTED}), None, (P.ASSESSOR,), "application.advice-given", ()
    ),
    Transition(A.CONCLUDE, frozenset({S.ASSESSING}), S.ADVISED, (P.SYSTEM,), "application.advised", (P.CHAIR,)),
    Transition(
        A.SEEK_ADVICE, frozenset({S.ADVISED}), S.ASSESSING, (P.CHAIR,), "application.advice-sought", (P.OFFICE,)
    ),
    Transition(A.GRANT, frozenset({S.ADVISED}), S.GRANTED, (P.CHAIR,), "application.granted", (P.PROVIDER,)),
    Transition(A.REFUSE, frozenset({S.ADVISED}), S.REFUSED, (P.CHAIR,), "application.refused", (P.PROVIDER,)),
    Transition(A.TAKE_OVER, frozenset({S.SUBMITTED}), S.GRANTED, (P.CHAIR,), "application.taken-over", (P.PROVIDER,)),
    Transition(
        A.SELF_ACCREDIT, frozenset({S.DRAFT}), S.GRANTED, (P.PROVIDER,), "application.self-accredited", (P.OFFICE,)
    ),
    Transition(
        A.OBJECT,
        frozenset({S.GRANTED, S.REFUSED}),
        S.OBJECTED,
        (P.PROVIDER,),
        "application.objected",
        (P.OFFICE, P.CHAIR),
    ),
    Transition(
        A.RECONSIDER, frozenset({S.OBJECTED}), S.RECONSIDERED, (P.CHAIR,), "application.reconsidered", (P.PROVIDER,)
    ),
    Transition(
        A.WITHDRAW,
        frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.ASSESSING, S.QUESTIONED, S.ADVISED}),
        S.WITHDRAWN,
        (P.PROVIDER,),
        "application.withdrawn",
        (P.OFFICE,),
    ),
    Transition(
        A.SET_ASIDE,
        frozenset({S.RETURNED, S.QUESTIONED}),
        S.SET_ASIDE,
        (P.OFFICE,),
        "application.set-aside",
        (P.PROVIDER,),
    ),
)
TRANSITIONS: Mapping[Action, Transition] = MappingProxyType({row.action: row for row in _TRANSITIONS})

TERM_OF: Mapping[State, str] = MappingProxyType(
    {
        S.SUBMITTED: "completeness",
        S.RETURNED: "supplement",
        S.ASSESSING: "assessment",
        S.QUESTIONED: "answer",
        S.ADVISED: "decision",
        S.GRANTED: "objection",
        S.REFUSED: "objection",
        S.OBJECTED: "reconsideration",
    }
)
"""The promised term of each state, by its name in the policy. What has none is over, or not begun."""

WAITING_FOR: Mapping[State, Party] = MappingProxyType(
    {
        S.DRAFT: P.PROVIDER,
        S.SUBMITTED: P.OFFICE,
        S.RETURNED: P.PROVIDER,
        S.ASSESSING: P.ASSESSOR,
        S.QUESTIONED: P.PROVIDER,
        S.ADVISED: P.CHAIR,
        S.OBJECTED: P.CHAIR,
    }
)
"""Whose turn it is."""

OVER = frozenset(State) - frozenset(WAITING_FOR)
"""Nobody has to do anything any more; against a decision the provider may object."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event beside the transitions: its kind, and who is told."""

    event: str
    tells: tuple[Party, ...]


OTHER_EVENTS = (
    Told("application.drafted", ()),
    Told("application.revised", ()),
    Told("application.attachment-added", ()),
    Told("application.attachment-removed", ()),
    Told("application.overdue", (P.OFFICE,)),
    Told("accreditation.withdrawal-proposed", (P.CHAIR, P.PROVIDER)),
    Told("accreditation.withdrawn", (P.PROVIDER, P.OFFICE)),
    Told("accreditation.withdrawal-dropped", (P.OFFICE, P.PROVIDER)),
    Told("accreditation.repeat-due", (P.PROVIDER,)),
    Told("course.change-triaged", ()),
    Told("course.change-notified", (P.OFFICE,)),
    Told("course.change-to-reassess", (P.PROVIDER, P.OFFICE)),
    Told("course.accredited", (P.PROVIDER,)),
    Told("provider.blocked", (P.PROVIDER, P.OFFICE)),
    Told("provider.unblocked", (P.PROVIDER,)),
)
