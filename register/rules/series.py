"""Series: equal periods one after another, such as calendar years, and how each of them is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.rules.facts import Period
from register.rules.periods import Length, grid_index, grid_period
from register.rules.scene import DateOf, Scene


@dataclass(frozen=True, slots=True)
class Series:
    """Equal periods one after another, counted from an anchor, and how each is named."""

    step: Length
    anchor: DateOf
    named: str

    def number(self, day: date, scene: Scene) -> int:
        """Which period of the series holds the day."""
        return grid_index(self._anchor(scene), self.step, day)

    def period(self, number: int, scene: Scene) -> Period:
        """The days of that period of the series."""
        return grid_period(self._anchor(scene), self.step, number)

    def ending_in(self, window: Period, scene: Scene, *, consecutive: int) -> Iterator[tuple[str, Period]]:
        """Runs of consecutive periods whose last day lies in the window, with their names, oldest first."""
        anchor = self._anchor(scene)
        n = grid_index(anchor, self.step, window.start) - consecutive
        while (period := grid_period(anchor, self.step, n, span=consecutive)).start < window.end:
            if period.last_day in window:
                yield self._name(anchor, n, consecutive), period
            n += 1

    def straddling(self, window: Period, scene: Scene, *, consecutive: int) -> Iterator[tuple[str, Period]]:
        """Runs that begin in the window and end after it."""
        anchor = self._anchor(scene)
        n = grid_index(anchor, self.step, window.last_day) - consecutive + 1
        for start in range(n, n + consecutive):
            period = grid_period(anchor, self.step, start, span=consecutive)
            if period.start in window and period.end > window.end:
                yield self._name(anchor, start, consecutive), period

    def _anchor(self, scene: Scene) -> date:
        return self.anchor(scene) or scene.window.start

    def _name(self, anchor: date, n: int, consecutive: int) -> str:
        return "-".join(self._single(anchor, n + k) for k in range(consecutive))

    def _single(self, anchor: date, n: int) -> str:
        if self.named == "number":
            return str(n + 1)
        start = grid_period(anchor, self.step, n).start
        return f"{start:%Y-%m}" if self.named == "month" else str(start.year)


BUILT_IN_SERIES = {
    "calendar-year": Series(Length(months=12), lambda scene: date(2000, 1, 1), "year"),
    "calendar-month": Series(Length(months=1), lambda scene: date(2000, 1, 1), "month"),
    "cycle-year": Series(Length(months=12), lambda scene: scene.window.start, "number"),
}
