"""The measures of one person, read from the facts in plain Python: the definition every other supplier must match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from register.rules import caps as capping
from register.rules.amounts import ZERO
from register.rules.facts import SPANNING, Fact, Period
from register.rules.flow import Arrival
from register.rules.in_force import InForce
from register.rules.scene import Measure, Reading, Scene, Selects
from register.rules.tally import TALLIES, Chosen, arrivals, touches
from register.rules.worth import Row, parts_of, worth_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """Facts that do not count, and why."""

    selects: Selects
    reason: str
    label: Mapping[str, str]
    article: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a regulation makes of a single fact: refusals, worth and caps."""

    unit: str
    refusals: tuple[Refusal, ...]
    rows: tuple[Row, ...]
    caps: tuple[capping.Cap, ...]
    importance: Callable[[Fact, Scene], int]
    categories: frozenset[str]
    earlier: tuple[tuple[InForce, Tariff], ...] = ()

    def at(self, fact: Fact) -> Tariff:
        """The tariff of the version that held on the day of the fact; this one when no earlier version did."""
        for in_force, tariff in self.earlier:
            if in_force.holds_on(fact.day):
                return tariff
        return self

    def lists(self, fact: Fact) -> bool:
        """Whether the regulation knows the category; without a list of categories any will do."""
        return fact.category is None or not self.categories or fact.category in self.categories


class PersonalLedger:
    """One person's facts, valued and capped once per judgement."""

    def __init__(self, facts: Iterable[Fact], tariff: Tariff, *, as_of: date) -> None:
        self.facts = tuple(facts)
        self.cuts: dict[str, dict[str, capping.Cut]] = {}
        self.refused: dict[str, Refusal] = {}
        self.worths: dict[str, Fraction] = {}
        self._tariff = tariff
        self.reversed = {fact.reverses for fact in self.facts if fact.reverses is not None and is_known(fact, as_of)}
        self._known = in_force(self.facts, as_of)
        self._accepted: list[Fact] | None = None
        self._capping = False
        self._left: dict[tuple[object, ...], dict[str, capping.Holding]] = {}
        self._times: dict[Period, dict[str, int]] = {}

    def lists(self, fact: Fact) -> bool:
        """Whether the regulation knows the category of the fact."""
        return self._tariff.at(fact).lists(fact)

    def known(self, selects: Selects, scene: Scene) -> list[Fact]:
        """The selected facts that are known on the day of judgement, oldest first."""
        return [fact for fact in self._known if selects(fact, scene)]

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        """Which time in its cycle the course was followed; see the protocol."""
        if fact.course is None:
            return 1
        return self._occurrences(scene)[fact.id]

    def _occurrences(self, scene: Scene) -> dict[str, int]:
        # Counted once for each window: before that is known, the cycle stands in for it.
        if scene.window not in self._times:
            found: dict[str, int] = {}
            seen: dict[tuple[object, ...], dict[tuple[object, ...], int]] = {}
            for fact in sorted(self._known, key=lambda one: (one.day, one.happening)):
                times = seen.setdefault((fact.course, fact.kind, capping.cycle_number(fact, scene)), {})
                found[fact.id] = times.setdefault((fact.day, fact.happening), len(times) + 1)
            self._times[scene.window] = found
        return self._times[scene.window]

    def read(self, measure: Measure, scene: Scene, *, toward: str | None = None) -> Reading:
        """The measure over the period of the scene; see the protocol."""
        period = scene.period or scene.window
        chosen = self._chosen(measure, scene, toward, within=lambda fact: touches(fact, period))
        by_fact = TALLIES[measure.kind](measure, chosen, scene, period)
        return Reading(sum(by_fact.values(), ZERO), by_fact)

    def arrivals(self, measure: Measure, scene: Scene, *, toward: str) -> list[Arrival] | None:
        """On which days the number comes in; see the protocol."""
        windowed = any("window" in cap.scopes for cap in self._tariff.caps if cap.bites(toward))
        if measure.kind not in ("sum", "count") or measure.looks_at_period or windowed:
            return None
        return arrivals(measure, self._chosen(measure, scene, toward, within=lambda fact: True), as_of=scene.as_of)

    def _chosen(
        self, measure: Measure, scene: Scene, toward: str | None, *, within: Callable[[Fact], bool]
    ) -> list[Chosen]:
        accepted, left = self._value(scene), self._capped(scene, toward or measure.toward)
        return [
            Chosen(fact, left.get(fact.id))
            for fact in accepted
            if within(fact) and measure.selects(fact, scene) and self._remains(fact, left)
        ]

    def _remains(self, fact: Fact, left: Mapping[str, capping.Holding]) -> bool:
        # A fact that a cap took away as a whole does not count for coverage either; one without an amount does.
        return not self.worths.get(fact.id) or any(left[fact.id].values())

    def _value(self, scene: Scene) -> list[Fact]:
        if self._accepted is None:
            self._accepted = []
            for fact in self._known:
                tariff = self._tariff.at(fact)
                if not tariff.lists(fact):
                    continue
                refusal = next((rule for rule in tariff.refusals if rule.selects(fact, scene)), None)
                if refusal is not None:
                    self.refused[fact.id] = refusal
                    continue
                self._accepted.append(fact)
                worth = worth_of(fact, tariff.rows, scene, unit=tariff.unit)
                if worth is not None:
                    self.worths[fact.id] = worth
        return self._accepted

    def _capped(self, scene: Scene, toward: str | None) -> dict[str, capping.Holding]:
        # A maximum that is a share of what was reported is read while caps are being applied: before any cut.
        caps = () if self._capping else tuple(cap for cap in self._tariff.caps if cap.bites(toward))
        windowed = any("window" in cap.scopes for cap in caps)
        key = (
            tuple(cap.code for cap in caps),
            scene.period if windowed else None,
            tuple(sorted(scene.bound.items())),
        )
        if key not in self._left:
            valued = [fact for fact in self._value(scene) if fact.id in self.worths]
            whole = {fact.id: parts_of(fact, self.worths[fact.id]) for fact in valued}
            ranks = {fact.id: self._tariff.importance(fact, scene) for fact in valued}
            self._capping = True
            left, cuts = capping.apply(caps, whole, valued, scene, importance=lambda fact: ranks[fact.id])
            self._capping = False
            for cut in cuts:
                self._remember(cut)
            self._left[key] = left
        return self._left[key]

    def _remember(self, cut: capping.Cut) -> None:
        # The same cap can be applied in several views of the dossier; the person sees the largest cut once.
        of_fact = self.cuts.setdefault(cut.fact_id, {})
        earlier = of_fact.get(cut.cap.code)
        if earlier is None or earlier.amount < cut.amount:
            of_fact[cut.cap.code] = cut


def in_force(facts: Iterable[Fact], as_of: date) -> list[Fact]:
    """Facts known on the day of judgement, oldest first, without those taken back and what took them back."""
    known = [fact for fact in facts if is_known(fact, as_of)]
    taken_back = {fact.reverses for fact in known if fact.reverses is not None}
    standing = (fact for fact in known if fact.reverses is None and fact.id not in taken_back)
    return sorted(standing, key=lambda fact: (fact.day, fact.id))


def is_known(fact: Fact, as_of: date) -> bool:
    """Whether the fact had happened, or had begun if it is work, leave or a status, and was recorded by then."""
    if fact.recorded_on is not None and fact.recorded_on > as_of:
        return False
    if fact.kind in SPANNING:
        return fact.begin <= as_of
    if fact.since is not None and fact.until is None and fact.on is None:
        return False  # it has begun and has not ended: it belongs to no day yet
    return fact.day <= as_of
