"""The evaluation of one dossier: window, amounts, caps, sharing out, carry and findings, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from register.rules.amounts import ZERO
from register.rules.carry import Carry
from register.rules.facts import Dossier
from register.rules.findings import finding_of
from register.rules.parts import Parts
from register.rules.personal import PersonalLedger
from register.rules.requirements import Requirement
from register.rules.scene import Scene
from register.rules.share_out import assign
from register.rules.standing import Finding

Instance = tuple[Requirement, str | None, Scene]
"""A requirement for one of its repetitions, with the judgement narrowed to it."""

Shares = Mapping[str, Fraction]


@dataclass(slots=True)
class Judged:
    """A finding with the share of every fact in it, and the same for what lies below it."""

    finding: Finding
    short: Fraction
    by_fact: Shares = field(default_factory=dict)
    is_sum: bool = False
    children: tuple[Judged, ...] = ()

    def every(self) -> Iterator[Judged]:
        """This finding and all below it, in the order in which they are shown."""
        yield self
        for child in self.children:
            yield from child.every()


class Judgement:
    """One dossier under the rules of one regulation on one day."""

    def __init__(self, parts: Parts, dossier: Dossier, *, as_of: date) -> None:
        self.parts = parts
        self.dossier = dossier
        self.as_of = as_of
        self.cut_short: date | None = None
        self._earlier: Judgement | None = None
        self._judged: tuple[Judged, ...] | None = None
        self._left: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Fraction, ...]] = {}
        self.scene, self.ledger = self._open()
        self._shared = self._share_out()

    def judge(self) -> tuple[Judged, ...]:
        """Every requirement that applies, once for each of its repetitions, in the order of the document."""
        if self._judged is None:
            self._judged = tuple(
                self._judge(instance)
                for requirement in self.parts.requirements
                for instance in instances_of(requirement, self.scene, None)
            )
        return self._judged

    def ahead(self) -> tuple[Judged, ...]:
        """Repetitions that begin in this cycle and are due in the next."""
        return tuple(
            self._judge((requirement, qualifier, scene))
            for requirement in self.parts.requirements
            if requirement.repeat is not None and requirement.applies(self.scene)
            for qualifier, scene in requirement.repeat.ahead(self.scene)
        )

    def own(self, requirement: Requirement, scene: Scene) -> Fraction:
        """What a requirement reached by itself, before anything is carried."""
        if requirement.measure is None:
            return ZERO
        here = scene.inside(period=requirement.measure.period(scene))
        shares = self._by_fact(requirement, None, here)
        return sum(shares.values(), ZERO) + _granted(requirement, here)

    def _open(self) -> tuple[Scene, PersonalLedger]:
        """The scene with its counting window, and the ledger that is read in it."""
        cycle = self.dossier.cycle
        # The window may depend on facts, so a first ledger is read before the window is known.
        scene = Scene(
            self.dossier.person,
            cycle,
            self.dossier.earlier_cycles,
            cycle,
            self.as_of,
            self._supplier(),
            self.parts.target_of,
            self._shortage_before,
        )
        for step in self.parts.steps:
            if step.applies(scene):
                window = step.change(scene.window, scene)
                if step.verb == "ends" and window != scene.window:
                    self.cut_short = window.end
                scene = replace(scene, window=window)
        ledger = self._supplier()
        return replace(scene, measures=ledger), ledger

    def _supplier(self) -> PersonalLedger:
        """Where the measures come from."""
        return PersonalLedger(self.dossier.facts, self.parts.tariff, as_of=self.as_of)

    def earlier(self) -> Judgement | None:
        """The judgement of the cycle directly before this one, or None when the dossier holds none.

        A cycle whose window was extended lasts until its window ends, and the next one begins there.
        """
        if self._earlier is None:
            start = self.dossier.cycle.start
            cycles = [cycle for cycle in self.dossier.earlier_cycles if cycle.start < start]
            if not cycles or (cycles[-1].end < start and not self.parts.steps):
                return None
            dossier = replace(self.dossier, cycle=cycles[-1], earlier_cycles=tuple(cycles[:-1]))
            before = Judgement(self.parts, dossier, as_of=self.as_of)
            if max(cycles[-1].end, before.scene.window.end) < start:
                return None
            self._earlier = before
        return self._earlier

    def _shortage_before(self, code: str, qualifier: str | None, back: int) -> Fraction:
        earlier = self.earlier()
        if earlier is not None and back > 1:
            return earlier._shortage_before(code, qualifier, back - 1)
        every = [one for top in earlier.judge() for one in top.every()] if earlier else []
        same = [one for one in every if one.finding.code == code and one.finding.qualifier in (qualifier, None)]
        return sum((one.short for one in same), ZERO)

    def _share_out(self) -> dict[tuple[str, str | None], Shares]:
        """What each requirement gets where a fact may serve only one of several."""
        shared: dict[tuple[str, str | None], Shares] = {}
        for rule in self.parts.share_outs:
            leaves = [leaf for code in rule.among for leaf in self._leaves(code)]
            offers = [dict(self._read(requirement, scene)) for requirement, _, scene in leaves]
            needs = [requirement.target(scene) for requirement, _, scene in leaves]
            got = assign(offers, needs, whole=rule.whole)
            for (requirement, qualifier, _), share in zip(leaves, got, strict=True):
                shared[requirement.code, qualifier] = share
        return shared

    def _leaves(self, code: str) -> Iterator[Instance]:
        for requirement in self.parts.requirements:
            for leaf, qualifier, scene in instances_below(requirement, self.scene, None):
                if leaf.code == code and leaf.measure is not None:
                    yield leaf, qualifier, scene.inside(period=leaf.measure.period(scene))

    def _by_fact(self, requirement: Requirement, qualifier: str | None, scene: Scene) -> Shares:
        shared = self._shared.get((requirement.code, qualifier))
        return shared if shared is not None else self._read(requirement, scene)

    @staticmethod
    def _read(requirement: Requirement, scene: Scene) -> Shares:
        assert requirement.measure is not None
        return scene.measures.read(requirement.measure, scene, toward=requirement.code).by_fact

    def _judge(self, instance: Instance, part_of: str | None = None) -> Judged:
        requirement, qualifier, scene = instance
        if requirement.measure is None:
            return self._branch(instance, part_of)
        here = scene.inside(period=requirement.measure.period(scene))
        by_fact = self._by_fact(requirement, qualifier, here)
        counted = sum(by_fact.values(), ZERO) + _granted(requirement, here)
        required = requirement.target(here)
        maximum = requirement.at_most is not None
        missing = max(ZERO, counted - required if maximum else required - counted)
        carried_in = ZERO if maximum else self._carried_in(requirement, here, missing)
        finding = finding_of(
            requirement,
            qualifier,
            unit=requirement.measure.unit,
            window=here.period or here.window,
            part_of=part_of,
            required=required,
            counted=counted,
            carried_in=carried_in,
            carried_out=self._carried_out(requirement, here),
            short=missing - carried_in,
        )
        return Judged(finding, missing - carried_in, by_fact, is_sum=requirement.measure.kind == "sum")

    def _branch(self, instance: Instance, part_of: str | None) -> Judged:
        requirement, qualifier, scene = instance
        children = tuple(
            self._judge(inner, requirement.code)
            for child in requirement.children
            for inner in instances_of(child, scene, qualifier)
        )
        met = sum(child.finding.met for child in children if not child.finding.advisory)
        binding = sum(not child.finding.advisory for child in children)
        needed = requirement.needed if requirement.needed is not None else binding
        if needed == 1 and children:
            # One way is enough, so the person sees the figures of the way that is met or nearest to being met.
            best = _nearest(children)
            finding = replace(
                best.finding,
                code=requirement.code,
                qualifier=qualifier,
                label=requirement.label,
                article=requirement.article,
                advisory=requirement.advisory,
                part_of=part_of,
            )
            return Judged(finding, best.short, children=children)
        short = Fraction(max(0, needed - met))
        finding = finding_of(
            requirement,
            qualifier,
            unit="part",
            window=scene.period or scene.window,
            part_of=part_of,
            required=Fraction(needed),
            counted=Fraction(met),
            short=short,
        )
        return Judged(finding, short, children=children)

    def _carried_in(self, requirement: Requirement, scene: Scene, missing: Fraction) -> Fraction:
        used = ZERO
        for carry in self.parts.carries:
            if carry.into == requirement.code and carry.applies(scene):
                pool = self._pool(carry, scene)
                taken = min(missing - used, sum(pool, ZERO))
                self._left[carry.code, tuple(scene.bound.items())] = spend(pool, taken)
                used += taken
        return used

    def _pool(self, carry: Carry, scene: Scene) -> tuple[Fraction, ...]:
        """What earlier cycles left and may still be used, the oldest first."""
        earlier = self.earlier()
        if earlier is None:
            return ()
        source = self.parts.requirement(carry.surplus_of)
        there = replace(earlier.scene, bound=scene.bound)
        fresh = carry.available(source, there, earlier.own) if source.applies(there) else ZERO
        if carry.cycles == 1:
            return (fresh,)
        earlier.judge()
        key = carry.code, tuple(scene.bound.items())
        kept = earlier._left[key] if key in earlier._left else earlier._pool(carry, there)
        pool = (*kept, fresh) if carry.cycles is None else (*kept, fresh)[-carry.cycles :]
        # The oldest is lost first when together it is more than may be kept.
        return pool if carry.at_most is None else spend(pool, max(ZERO, sum(pool, ZERO) - carry.at_most(scene)))

    def _carried_out(self, requirement: Requirement, scene: Scene) -> Fraction:
        leaving = [
            carry.available(requirement, scene, self.own)
            for carry in self.parts.carries
            if carry.surplus_of == requirement.code
        ]
        return sum(leaving, ZERO)


def instances_of(requirement: Requirement, scene: Scene, outer: str | None) -> Iterator[Instance]:
    """The repetitions of a requirement that applies; inside a repeated branch they keep the name of the branch."""
    for qualifier, inner in requirement.instances(scene):
        if requirement.applies(inner):
            yield requirement, qualifier if qualifier is not None else outer, inner


def instances_below(requirement: Requirement, scene: Scene, outer: str | None) -> Iterator[Instance]:
    for instance in instances_of(requirement, scene, outer):
        yield instance
        for child in requirement.children:
            yield from instances_below(child, instance[2], instance[1])


def spend(pool: tuple[Fraction, ...], amount: Fraction) -> tuple[Fraction, ...]:
    """What is left of a pool when so much of it is used, the oldest first."""
    left = []
    for part in pool:
        taken = min(part, amount)
        amount -= taken
        left.append(part - taken)
    return tuple(left)


def _granted(requirement: Requirement, scene: Scene) -> Fraction:
    return requirement.granted(scene) if requirement.granted else ZERO


def _nearest(children: tuple[Judged, ...]) -> Judged:
    def share(child: Judged) -> Fraction:
        finding = child.finding
        reached = Fraction(finding.counted + finding.carried_in)
        return reached / Fraction(finding.required) if finding.required else Fraction(finding.met)

    met = [child for child in children if child.finding.met]
    return met[0] if met else max(children, key=share)
