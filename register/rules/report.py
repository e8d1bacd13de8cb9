"""From a judgement to its standing: what became of every fact, the outcome, the deadlines and what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from register.rules.amounts import ZERO, as_decimal
from register.rules.evaluate import Judged, Judgement
from register.rules.facts import SPANNING, Fact, Period
from register.rules.personal import is_known
from register.rules.standing import Contribution, Deadline, FactCut, FactFinding, Finding, Standing


def standing_of(judgement: Judgement, *, register: str, digest: str, unit: str) -> Standing:
    """The standing that follows from a judgement, under the heading of its regulation."""
    judged = judgement.judge()
    every = [one for top in judged for one in top.every()]
    all_met = all(one.finding.met or one.finding.advisory for one in judged)
    findings = tuple(one.finding for one in every)
    return Standing(
        register=register,
        in_force_from=judgement.parts.in_force.start,
        digest=digest,
        as_of=judgement.as_of,
        cycle=judgement.dossier.cycle,
        window=judgement.scene.window,
        next_cycle=_next_cycle(judgement),
        unit=unit,
        met=all_met,
        outcome=outcome_of(judgement, findings, all_met=all_met),
        requirements=findings,
        facts=tuple(_facts(judgement, every)),
        deadlines=_deadlines(judgement),
        projections=tuple(one.finding for one in judgement.ahead()),
    )


def outcome_of(judgement: Judgement, findings: Sequence[Finding], *, all_met: bool) -> str:
    """The first row of the table that holds; without one the outcome says whether all is met."""
    for row in judgement.parts.outcomes:
        if row.holds(findings, judgement.scene, all_met=all_met):
            return row.code
    return "met" if all_met else "not-met"


def _next_cycle(judgement: Judgement) -> Period:
    rule, scene = judgement.parts.cycle, judgement.scene
    if judgement.cut_short is not None or (rule.personal and scene.window.end != scene.cycle.end):
        return Period(scene.window.end, rule.length_of(scene).after(scene.window.end))
    person = scene.person
    return rule.next_cycle(scene.cycle, registered_on=person.registered_on, attributes=person.attributes)


def _deadlines(judgement: Judgement) -> tuple[Deadline, ...]:
    scene = judgement.scene
    found = [Deadline("earn", scene.window.last_day)] if scene.window.days else []
    for kind, until in judgement.parts.deadlines:
        end = until(scene)
        if end is not None:
            found.append(Deadline(kind, Period(end, end).last_day))
    return tuple(sorted(found, key=lambda deadline: (deadline.on, deadline.kind)))


def _facts(judgement: Judgement, every: Sequence[Judged]) -> list[FactFinding]:
    ordered = sorted(judgement.dossier.facts, key=lambda fact: (fact.day, fact.id))
    return [_fact(fact, judgement, every) for fact in ordered]


def _fact(fact: Fact, judgement: Judgement, every: Sequence[Judged]) -> FactFinding:
    ledger = judgement.ledger
    shares = [(one, one.by_fact[fact.id]) for one in every if fact.id in one.by_fact]
    serves = bool(shares)
    # How much of a fact counted is a matter of sums; a fact that is only counted or covered is shown by that.
    sums = [share for one, share in shares if one.is_sum] or [share for _, share in shares]
    counted = max(sums, default=ZERO)
    worth = ledger.worths.get(fact.id, ZERO)
    cuts = _cuts(fact, judgement, worth)
    return FactFinding(
        id=fact.id,
        worth=as_decimal(worth),
        counted=as_decimal(counted),
        toward=tuple(Contribution(one.finding.name, as_decimal(share)) for one, share in shares if share),
        cuts=cuts,
        reason=_reason(fact, judgement, cuts, counted, serves=serves),
    )


def _cuts(fact: Fact, judgement: Judgement, worth: Fraction) -> tuple[FactCut, ...]:
    ledger = judgement.ledger
    refusal = ledger.refused.get(fact.id)
    if refusal is not None:
        amount = as_decimal(worth)
        return (FactCut("refuse", amount, refusal.reason, refusal.label, refusal.article),)
    return tuple(
        FactCut(cut.cap.code, as_decimal(cut.amount), cut.cap.reason, cut.cap.label, cut.cap.article)
        for cut in ledger.cuts.get(fact.id, {}).values()
    )


def _reason(
    fact: Fact, judgement: Judgement, cuts: Sequence[FactCut], counted: Fraction, *, serves: bool
) -> str | None:
    if not counted:
        outside = _outside(fact, judgement.scene.window, judgement.scene.cycle, judgement.cut_short)
        if outside is not None:
            return outside
    if not is_known(fact, judgement.as_of):
        return "not-yet-known"
    if fact.reverses is not None or fact.id in judgement.ledger.reversed:
        return "reversed"
    if cuts:
        return cuts[0].reason
    if counted or serves or fact.kind not in ("activity", "work", "leave"):
        return None
    if not judgement.ledger.lists(fact):
        return "unknown-category"
    return "no-worth" if fact.id not in judgement.ledger.worths and fact.quantity is not None else "no-requirement"


def _outside(fact: Fact, window: Period, cycle: Period, cut_short: date | None) -> str | None:
    inside = fact.span.overlap(window) is not None if fact.kind in SPANNING else fact.day in window
    if inside:
        return None
    return "next-cycle" if cut_short is not None and fact.day in cycle else "outside-window"
