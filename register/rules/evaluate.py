"""The evaluation of one dossier: window, amounts, caps, carry, findings and outcome, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from register.rules.amounts import ZERO, as_decimal
from register.rules.facts import Dossier, Period
from register.rules.personal import PersonalLedger
from register.rules.requirements import Requirement
from register.rules.scene import Scene
from register.rules.standing import Finding
from register.rules.wording import finding_words

if TYPE_CHECKING:
    from register.rules.carry import Carry
    from register.rules.regulation import Regulation


@dataclass(slots=True)
class Judged:
    """A finding with the share of every fact in it, and the same for what lies below it."""

    finding: Finding
    by_fact: Mapping[str, Fraction] = field(default_factory=dict)
    is_sum: bool = False
    children: tuple[Judged, ...] = ()

    def every(self) -> Iterator[Judged]:
        """This finding and all below it, in the order in which they are shown."""
        yield self
        for child in self.children:
            yield from child.every()


class Judgement:
    """One dossier under one regulation on one day."""

    def __init__(self, regulation: Regulation, dossier: Dossier, *, as_of: date) -> None:
        self.regulation = regulation
        self.dossier = dossier
        self.as_of = as_of
        self.scene, self.ledger, self.cut_short = self._open(dossier.cycle, dossier.earlier_cycles)
        self._earlier: Scene | None = None

    def judge(self) -> tuple[Judged, ...]:
        """Every requirement that applies, once for each of its repetitions, in the order of the document."""
        return tuple(
            self._judge(requirement, scene, qualifier)
            for requirement in self.regulation.parts.requirements
            if requirement.applies(self.scene)
            for qualifier, scene in requirement.instances(self.scene)
        )

    def ahead(self) -> tuple[Judged, ...]:
        """Repetitions that begin in this cycle and are due in the next."""
        return tuple(
            self._judge(requirement, scene, qualifier)
            for requirement in self.regulation.parts.requirements
            if requirement.repeat is not None and requirement.applies(self.scene)
            for qualifier, scene in requirement.repeat.ahead(self.scene)
        )

    def own(self, requirement: Requirement, scene: Scene) -> Fraction:
        """What a requirement reached by itself, before anything is carried."""
        if requirement.measure is None:
            return ZERO
        narrowed = scene.inside(period=requirement.measure.period(scene))
        return scene.measures.read(requirement.measure, narrowed, toward=requirement.code).value

    def _open(self, cycle: Period, earlier: tuple[Period, ...]) -> tuple[Scene, PersonalLedger, date | None]:
        tariff, facts = self.regulation.parts.tariff, self.dossier.facts
        # The window may depend on facts, so a first ledger is read before the window is known.
        first = PersonalLedger(facts, tariff, as_of=self.as_of)
        scene = Scene(self.dossier.person, cycle, earlier, cycle, self.as_of, first, self.regulation.target_of)
        cut_short = None
        for step in self.regulation.parts.steps:
            if step.applies(scene):
                window = step.change(scene.window, scene)
                if step.verb == "ends" and window != scene.window:
                    cut_short = window.end
                scene = replace(scene, window=window)
        ledger = PersonalLedger(facts, tariff, as_of=self.as_of)
        return replace(scene, measures=ledger), ledger, cut_short

    def earlier_scene(self) -> Scene | None:
        """The judgement of the cycle directly before this one, or None when the dossier holds none."""
        if self._earlier is None:
            start = self.dossier.cycle.start
            before = [cycle for cycle in self.dossier.earlier_cycles if cycle.start < start]
            if not before or before[-1].end < start:
                return None
            self._earlier, _, _ = self._open(before[-1], tuple(before[:-1]))
        return self._earlier

    def _judge(
        self, requirement: Requirement, scene: Scene, qualifier: str | None, part_of: str | None = None
    ) -> Judged:
        if requirement.measure is None:
            return self._branch(requirement, scene, qualifier, part_of)
        period = requirement.measure.period(scene)
        here = scene.inside(period=period)
        reading = here.measures.read(requirement.measure, here, toward=requirement.code)
        required = requirement.target(here)
        maximum = requirement.at_most is not None
        missing = max(ZERO, reading.value - required if maximum else required - reading.value)
        carried_in = ZERO if maximum else self._carried_in(requirement, here, missing)
        finding = _finding(
            requirement,
            qualifier,
            unit=requirement.measure.unit,
            window=period,
            part_of=part_of,
            required=required,
            counted=reading.value,
            carried_in=carried_in,
            carried_out=self._carried_out(requirement, here),
            short=missing - carried_in,
        )
        return Judged(finding, reading.by_fact, is_sum=requirement.measure.kind == "sum")

    def _branch(self, requirement: Requirement, scene: Scene, qualifier: str | None, part_of: str | None) -> Judged:
        children = tuple(
            self._judge(child, inner, name if name is not None else qualifier, requirement.code)
            for child in requirement.children
            if child.applies(scene)
            for name, inner in child.instances(scene)
        )
        met = sum(child.finding.met for child in children)
        needed = (
            min(requirement.needed, len(children))
            if len(requirement.children) == requirement.needed
            else requirement.needed
        )
        best = _nearest(children) if needed == 1 and children else None
        if best is not None:
            # One way is enough, so the person sees the figures of the way that is met or nearest to being met.
            finding = replace(
                best.finding,
                code=requirement.code,
                qualifier=qualifier,
                label=requirement.label,
                article=requirement.article,
                advisory=requirement.advisory,
                part_of=part_of,
            )
            return Judged(finding, children=children)
        finding = _finding(
            requirement,
            qualifier,
            unit="part",
            window=scene.period or scene.window,
            part_of=part_of,
            required=Fraction(needed),
            counted=Fraction(met),
            short=Fraction(max(0, needed - met)),
        )
        return Judged(finding, children=children)

    def _carried_in(self, requirement: Requirement, scene: Scene, missing: Fraction) -> Fraction:
        used = ZERO
        for carry in self.regulation.parts.carries:
            if missing > used and carry.into == requirement.code and carry.applies(scene):
                used += min(missing - used, self._available(carry, scene))
        return used

    def _available(self, carry: Carry, scene: Scene) -> Fraction:
        earlier = self.earlier_scene()
        if earlier is None:
            return ZERO
        source = self.regulation.requirement(carry.surplus_of)
        there = replace(earlier, bound=scene.bound)
        return carry.available(source, there, self.own) if source.applies(there) else ZERO

    def _carried_out(self, requirement: Requirement, scene: Scene) -> Fraction:
        leaving = [
            carry.available(requirement, scene, self.own)
            for carry in self.regulation.parts.carries
            if carry.surplus_of == requirement.code and carry.into == requirement.code
        ]
        return sum(leaving, ZERO)


def _nearest(children: tuple[Judged, ...]) -> Judged:
    def share(child: Judged) -> Fraction:
        finding = child.finding
        reached = Fraction(finding.counted + finding.carried_in)
        return reached / Fraction(finding.required) if finding.required else Fraction(finding.met)

    met = [child for child in children if child.finding.met]
    return met[0] if met else max(children, key=share)


def _finding(
    requirement: Requirement,
    qualifier: str | None,
    *,
    unit: str,
    window: Period,
    part_of: str | None,
    required: Fraction,
    counted: Fraction,
    short: Fraction,
    carried_in: Fraction = ZERO,
    carried_out: Fraction = ZERO,
) -> Finding:
    numbers = {
        "required": as_decimal(required),
        "counted": as_decimal(counted),
        "carried_in": as_decimal(carried_in),
        "short": as_decimal(short),
    }
    return Finding(
        code=requirement.code,
        qualifier=qualifier,
        label=requirement.label,
        article=requirement.article,
        unit=unit,
        carried_out=as_decimal(carried_out),
        met=short == 0,
        advisory=requirement.advisory,
        window=window,
        due_on=window.last_day if window.days else None,
        part_of=part_of,
        explanation=finding_words(unit=unit, maximum=requirement.at_most is not None, **numbers),
        **numbers,
    )
