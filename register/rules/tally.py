"""How selected facts make one number: a share for every fact, and the shares add up to the number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from register.rules.amounts import ZERO, quantity_in
from register.rules.facts import SPANNING, Fact, Period
from register.rules.flow import Arrival
from register.rules.scene import Measure, Recurring, Scene
from register.rules.worth import parts_of

_SPREAD = frozenset({"minute", "hour", "half-day", "day"})
"""Units of work or leave that are spread evenly over a span; any other quantity belongs to the day it ended."""

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selected fact, with what is left of its worth after the caps (None where it has no worth)."""

    fact: Fact
    left: dict[str, Fraction] | None


Shares = dict[str, Fraction]
Tally = Callable[[Measure, Sequence[Chosen], Scene, Period], Shares]


def touches(fact: Fact, period: Period) -> bool:
    """Whether the fact belongs to the period: its day does, or any of its days when it is work, leave or a status."""
    if fact.kind in SPANNING:
        return fact.span.overlap(period) is not None
    return fact.day in period


def share_inside(fact: Fact, period: Period, *, as_of: date) -> Fraction:
    """Which share of a quantity of the fact belongs to the period."""
    arriving = _arriving(fact, as_of)
    overlap = arriving.overlap(period)
    return Fraction(overlap.days, arriving.days) if overlap else ZERO


def arrivals(measure: Measure, chosen: Iterable[Chosen], *, as_of: date) -> list[Arrival] | None:
    """On which days the number comes in, when every period holds just what came in on its days; else None."""
    found: list[Arrival] = []
    for one in chosen:
        fact = one.fact
        amount = _amount(measure, one) if measure.kind == "sum" else quantity_in(fact, "item")
        if measure.kind == "count" and amount is None:
            if fact.kind in SPANNING:
                return None  # such as a status: it counts whole in every period that it touches
            amount = ONE
        if amount is not None:
            found.append((_arriving(fact, as_of), amount))
        elif fact.hours_per_week is not None and measure.unit == "hour":
            found.append((fact.span, _worked(fact.hours_per_week, fact.span)))
    return found


def _arriving(fact: Fact, as_of: date) -> Period:
    if fact.kind not in SPANNING or fact.unit not in _SPREAD:
        day = min(fact.day, as_of)
        return Period(day, day + timedelta(days=1))
    return fact.span if fact.until or fact.since is None else Period(fact.begin, as_of + timedelta(days=1))


def _inside(fact: Fact, period: Period) -> Period:
    """The days of a fact that belong to the period; only facts that touch it are tallied."""
    inside = fact.span.overlap(period)
    assert inside is not None
    return inside


def _worked(weekly: Decimal, days: Period) -> Fraction:
    """The hours of so many days of work at so many hours a week."""
    return Fraction(weekly) * days.days / 7


def _sum(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    shares = {}
    for one in chosen:
        amount = _amount(measure, one)
        if amount is not None:
            shares[one.fact.id] = amount * share_inside(one.fact, period, as_of=scene.as_of)
        elif one.fact.hours_per_week is not None and measure.unit == "hour":
            shares[one.fact.id] = _worked(one.fact.hours_per_week, _inside(one.fact, period))
    return shares


def _amount(measure: Measure, one: Chosen) -> Fraction | None:
    parts = one.left
    if not measure.in_regulation_unit:
        amount = quantity_in(one.fact, measure.unit)
        parts = None if amount is None else parts_of(one.fact, amount)
    if parts is None:
        return None
    return sum(parts.values(), ZERO) if measure.part is None else parts.get(measure.part, ZERO)


def _count(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    shares = {}
    for one in chosen:
        fact, number = one.fact, quantity_in(one.fact, "item")
        shares[fact.id] = ONE if number is None else number * share_inside(fact, period, as_of=scene.as_of)
    return shares


def _distinct(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    seen: set[str] = set()
    shares = {}
    for one in chosen:
        values = values_of(measure, one.fact, scene)
        shares[one.fact.id] = Fraction(len(values - seen))
        seen |= values
    return shares


def values_of(measure: Measure, fact: Fact, scene: Scene) -> set[str]:
    """The values that matter of the field that is counted."""
    value = getattr(fact, measure.field or "tags")
    values = set(value) if isinstance(value, tuple) else {value} - {None}
    return values if measure.among is None else {word for word in values if measure.among((word,), scene)}


def _periods(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    assert measure.series is not None
    seen: set[int] = set()
    shares = {}
    for one in chosen:
        touched = set(_touched(measure.series, one.fact, scene, period))
        shares[one.fact.id] = Fraction(len(touched - seen))
        seen |= touched
    return shares


def _touched(series: Recurring, fact: Fact, scene: Scene, period: Period) -> range:
    """The numbers of the periods of the series, inside the period, that the fact touches."""
    inside = _inside(fact, period)
    first = inside.start if fact.kind in SPANNING else inside.last_day
    return range(series.number(first, scene), series.number(inside.last_day, scene) + 1)


def _distinct_each(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    groups: dict[str, list[Chosen]] = {}
    for one in chosen:
        for value in values_of(measure, one.fact, scene):
            groups.setdefault(value, []).append(one)
    return _enough(measure, chosen, scene, [(group, period) for group in groups.values()])


def _periods_each(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    assert measure.series is not None
    series = measure.series
    touched = {number for one in chosen for number in _touched(series, one.fact, scene, period)}
    pieces = [inside for number in sorted(touched) if (inside := series.period(number, scene).overlap(period))]
    groups = [([one for one in chosen if touches(one.fact, piece)], piece) for piece in pieces]
    return _enough(measure, chosen, scene, groups)


def _enough(
    measure: Measure, chosen: Sequence[Chosen], scene: Scene, groups: Iterable[tuple[Sequence[Chosen], Period]]
) -> Shares:
    """One for each group that holds enough, written to the fact that made it so."""
    assert measure.each is not None
    shares = {one.fact.id: ZERO for one in chosen}
    for group, period in groups:
        held = ZERO
        for fact_id, share in TALLIES[measure.each.kind](measure.each, group, scene, period).items():
            held += share
            if held >= measure.threshold:
                shares[fact_id] += ONE
                break
    return shares


def _days(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    shares = {}
    until = period.start
    for one in sorted(chosen, key=lambda one: (one.fact.begin, one.fact.id)):
        inside = _inside(one.fact, period)
        end = max(until, inside.end)
        shares[one.fact.id] = Fraction((end - max(until, inside.start)).days)
        until = end
    return shares


def _weekly_hours(measure: Measure, chosen: Sequence[Chosen], scene: Scene, period: Period) -> Shares:
    shares = {}
    for one in chosen:
        fact = one.fact
        if fact.hours_per_week is not None:
            hours = _worked(fact.hours_per_week, _inside(fact, period))
        else:
            hours = (quantity_in(fact, "hour") or ZERO) * share_inside(fact, period, as_of=scene.as_of)
        shares[fact.id] = hours * 7 / period.days
    return shares


TALLIES: dict[str, Tally] = {
    "sum": _sum,
    "count": _count,
    "distinct": _distinct,
    "periods": _periods,
    "distinct-each": _distinct_each,
    "periods-each": _periods_each,
    "days": _days,
    "weekly_hours": _weekly_hours,
}
