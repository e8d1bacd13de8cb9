"""How a register decides: in whose name, within which terms, and what it proposes for which outcome. Read from data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.rules.compiler import Compiler
from register.rules.periods import Length
from register.rules.re_entry import Step, check_ladder, ladder_of
from register.rules.terms import last_day

VIEW, OBJECTION, RECONSIDERATION = "view", "objection", "reconsideration"
_USUAL_TERMS = {VIEW: "2 weeks", OBJECTION: "6 weeks", RECONSIDERATION: "6 weeks"}
TWELVE_WEEKS, EIGHT_WEEKS, FOUR_WEEKS = Length(days=84), Length(days=56), Length(days=28)
USUAL_AUDIT_TERMS = {"reply": "4 weeks", "repair": "3 months"}
NEEDS_LENGTH = frozenset({"shorter", "conditional", "temporary"})
"""What is granted for, or on a repair within, a length of time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the register proposes for one outcome of the judgement.

    `within` is how long it is granted for (shorter, temporary) or in how long it must be repaired (conditional);
    `status` is what a refusal makes of the registration, after `grace`.
    """

    outcome: str
    grants: str
    within: Length | None = None
    status: str = "LAPSED"
    grace: Length | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a person declares when asking for renewal."""

    code: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RenewalProcedure:
    """When renewal opens, what is asked, how soon it is decided, and which cases go by rule.

    `sampled` is how many of a hundred straightforward cases are kept for people.
    """

    opens: Length = TWELVE_WEEKS
    supplement: Length = FOUR_WEEKS
    decided_within: Length = EIGHT_WEEKS
    declarations: tuple[Declaration, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    by_rule: frozenset[str] = frozenset()
    sampled: int = 0

    def proposal_for(self, outcome: str, *, met: bool) -> Proposal | None:
        """What the regulation proposes; a dossier that meets everything is renewed. None: people must say."""
        found = next((one for one in self.proposals if one.outcome == outcome), None)
        return found or (Proposal(outcome, "full") if met else None)


@dataclass(frozen=True, slots=True)
class AuditProcedure:
    """What is asked of somebody who is drawn, and in which terms.

    `repairs` is how often there is a term for repair; `sampled` how many of a hundred of what is asked are drawn.
    """

    reply: Length
    repair: Length
    repairs: int
    self_declared_only: bool
    sampled: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """The part of a regulation that says how decisions are taken. Without it the usual terms hold."""

    document: Mapping[str, Any]

    @property
    def authority(self) -> Mapping[str, str] | None:
        """In whose name decisions are taken (Awb 10:10)."""
        return self.document.get("authority")

    @property
    def closed_on(self) -> Collection[date]:
        """Days that a decree puts on a par with recognised holidays."""
        return frozenset(date.fromisoformat(day) for day in self.document.get("closed_on", ()))

    @property
    def effect_waits(self) -> frozenset[str]:
        """Results that take effect only when nothing can be done against them any more."""
        return frozenset(self.document.get("effect_waits", ()))

    def term(self, name: str) -> str:
        """How long a term is, as the regulation words it: `view`, `objection` or `reconsideration`."""
        return str((self.document.get("terms") or {}).get(name, _USUAL_TERMS[name]))

    def ends(self, term: str, *, known_on: date) -> date:
        """The last day of a term that begins on the day after something was made known."""
        return self.last_day_of(Length.parse(self.term(term)), known_on=known_on)

    def last_day_of(self, length: Length, *, known_on: date) -> date:
        """The last day of a term of this length, counted likewise."""
        legal = bool(self.document.get("legal_terms", True))
        return last_day(known_on, length, legal=legal, closed_on=self.closed_on)

    @property
    def audit(self) -> AuditProcedure:
        said = self.document.get("audit") or {}
        reply, repair = (Length.parse(said.get(name, usual)) for name, usual in USUAL_AUDIT_TERMS.items())
        own = said.get("asks") == "self-declared"
        return AuditProcedure(reply, repair, said.get("repairs", 1), own, said.get("sampled", 100))

    @property
    def re_entry(self) -> tuple[Step, ...]:
        """What coming back asks, step by step; the first that fits. Without a ladder people say."""
        return ladder_of(self.document.get("re_entry", ()))

    @property
    def renewal(self) -> RenewalProcedure:
        said = self.document.get("renewal") or {}
        usual = RenewalProcedure()
        by_rule = said.get("by_rule") or {}
        return RenewalProcedure(
            opens=_length(said, "opens") or usual.opens,
            supplement=_length(said, "supplement") or usual.supplement,
            decided_within=_length(said, "decided_within") or usual.decided_within,
            declarations=tuple(Declaration(one["code"], one["label"]) for one in said.get("declarations", ())),
            proposals=tuple(_proposal(one) for one in said.get("proposals", ())),
            by_rule=frozenset(by_rule.get("outcomes", ())),
            sampled=by_rule.get("sampled", 0),
        )


def procedure_of(document: Mapping[str, Any]) -> Procedure:
    """The procedure of a sound regulation."""
    return Procedure(document.get("procedure") or {})


def _proposal(said: Mapping[str, Any]) -> Proposal:
    status = said.get("status", "lapsed").upper().replace("-", "_")
    return Proposal(said["outcome"], said["grants"], _length(said, "within"), status, _length(said, "grace"))


def _length(said: Mapping[str, Any], name: str) -> Length | None:
    return Length.parse(said[name]) if name in said else None


def check_procedure(compiler: Compiler) -> None:
    """Note what cannot be meant: outcomes that the regulation does not know, a length missing or without a use."""
    node = compiler.document.get("procedure")
    if not isinstance(node, Mapping):
        return
    check_ladder(_list(node, "re_entry"), compiler)
    renewal = node.get("renewal")
    if not isinstance(renewal, Mapping):
        return
    rows = enumerate(compiler.rows("outcomes"))
    outcomes = {"met", "not-met"} | {row["is"] for n, row in rows if compiler.usable(("outcomes", n))}
    _check_proposals(renewal, outcomes, compiler)
    by_rule = renewal.get("by_rule")
    for n, outcome in enumerate(_list(by_rule, "outcomes") if isinstance(by_rule, Mapping) else ()):
        if isinstance(outcome, str) and outcome not in outcomes:
            where = ("procedure", "renewal", "by_rule", "outcomes", n)
            compiler.unknown(where, ("unknown-outcome", "De uitkomst", "outcome"), outcome, outcomes)


def _check_proposals(renewal: Mapping[str, Any], outcomes: Collection[str], compiler: Compiler) -> None:
    for n, row in enumerate(_list(renewal, "proposals")):
        path = ("procedure", "renewal", "proposals", n)
        if not compiler.usable(path):
            continue
        if row["outcome"] not in outcomes:
            what = ("unknown-outcome", "De uitkomst", "outcome")
            compiler.unknown((*path, "outcome"), what, row["outcome"], outcomes)
        if (row["grants"] in NEEDS_LENGTH) != ("within" in row):
            compiler.problem(
                path,
                "within-with-grants",
                nl="`within` hoort bij shorter, conditional en temporary, en alleen daarbij.",
                en="`within` belongs with shorter, conditional and temporary, and only there.",
            )
        if row["grants"] != "refused" and ("status" in row or "grace" in row):
            compiler.problem(
                path,
                "status-with-refused",
                nl="`status` en `grace` zeggen wat een weigering betekent; ze horen alleen bij refused.",
                en="`status` and `grace` say what a refusal means; they belong with refused only.",
            )


def _list(node: Mapping[str, Any], name: str) -> list[Any]:
    found = node.get(name)
    return found if isinstance(found, list) else []
