"""Every stretch of a length in a window: the one in which a measure is lowest, or highest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from register.rules.facts import SPANNING, Fact, Period
from register.rules.flow import Flow
from register.rules.periods import Length
from register.rules.scene import DateOf, Measure, Scene

_DAY = timedelta(days=1)
_AROUND = (-_DAY, timedelta(0), _DAY)


@dataclass(frozen=True, slots=True)
class Rolling:
    """Stretches of one length that end on each day of the window, as far as the day of judgement."""

    length: Length
    not_before: DateOf | None = None

    def worst(self, measure: Measure, scene: Scene, *, toward: str, highest: bool) -> Period:
        """The stretch in which the measure is lowest (or highest); the earliest of them when several are alike."""
        first, last = self._ends(scene)
        if last <= first:
            return self._stretch(first)
        if measure.kind == "periods" or measure.each is not None or measure.looks_at_period:
            ends: Iterable[date] = _every_day(first, last)
        else:
            facts = list(scene.measures.known(measure.selects, scene))
            ends = sorted(day for day in self._turning_points(facts, first, last, highest) if first <= day <= last)
        sign = -1 if highest else 1
        arrivals = scene.measures.arrivals(measure, scene, toward=toward)
        if arrivals is not None:
            flow = Flow.of(arrivals)
            return min(map(self._stretch, ends), key=lambda period: (sign * flow.inside(period), period))

        def number(period: Period) -> tuple[object, ...]:
            inside = scene.inside(period=period)
            return sign * scene.measures.read(measure, inside, toward=toward).value, period

        return min(map(self._stretch, ends), key=number)

    def _ends(self, scene: Scene) -> tuple[date, date]:
        """The first and the last day (out) on which a stretch may end."""
        last = min(scene.window.end, scene.as_of + _DAY)
        first = scene.window.start + _DAY
        earliest = self.not_before(scene) if self.not_before else None
        if earliest is not None:
            first = max(first, self.length.after(earliest))
        return first, last

    def _turning_points(self, facts: Sequence[Fact], first: date, last: date, highest: bool) -> set[date]:
        """The days on which the measure can be at its lowest (or highest)."""
        if not any(fact.kind in SPANNING for fact in facts):
            return {first, last, *(fact.day + _DAY if highest else self._gone(fact.day) for fact in facts)}
        # It goes up and down evenly between the borders of spans, as long as the stretch begins a day later each day.
        found = {first, last, *self._uneven(first, last)}
        for fact in facts:
            for day in (fact.begin, min(fact.span.end, last)):
                found |= {border + shift for border in (day, self._gone(day - _DAY)) for shift in _AROUND}
        return found

    def _uneven(self, first: date, last: date) -> Iterator[date]:
        """The days about which the beginning of a stretch stays or jumps: where months are not equally long."""
        for day in _every_day(first, last):
            if self.length.after(day + _DAY, times=-1) - self.length.after(day, times=-1) != _DAY:
                yield from (day, day + _DAY)

    def _gone(self, day: date) -> date:
        """The first end of a stretch that no longer holds the day."""
        end = self.length.after(day)
        while self.length.after(end, times=-1) <= day:
            end += _DAY
        return end

    def _stretch(self, end: date) -> Period:
        return Period(self.length.after(end, times=-1), end)


def _every_day(first: date, last: date) -> Iterator[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))
