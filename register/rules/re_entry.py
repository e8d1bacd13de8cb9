"""Coming back to a register: what is asked, by how long somebody was out and why they left. A ladder, read as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.rules.compiler import Compiler
from register.rules.periods import Length

FREE, REPAIR, EXTRA, ASSESSMENT, CLOSED = "free", "repair", "extra", "assessment", "closed"
SHOWN_FIRST = frozenset({EXTRA, ASSESSMENT})
"""What has to be shown before somebody comes back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder. It is for who was out for less than `less_than` (None: any time) and left for one of the
    reasons `after` (None: any). `within` is how long a repair may take; `label` says what is to be shown.
    """

    asks: str
    article: str
    less_than: Length | None = None
    after: frozenset[str] | None = None
    within: Length | None = None
    label: Mapping[str, str] | None = None

    def fits(self, *, ended_before: date, reason: str | None, on: date) -> bool:
        """Whether it is for who left then, for this reason (a status; None: unknown), and comes back on the day."""
        in_time = self.less_than is None or on < self.less_than.after(ended_before)
        return in_time and (self.after is None or reason in self.after)


def ladder_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a sound regulation, in their order: the first that fits holds."""
    return tuple(
        Step(
            asks=row["asks"],
            article=row["article"],
            less_than=_length(row, "out_less_than"),
            after=_reasons(row),
            within=_length(row, "within"),
            label=row.get("label"),
        )
        for row in rows
    )


def _length(row: Mapping[str, Any], name: str) -> Length | None:
    return Length.parse(row[name]) if name in row else None


def _reasons(row: Mapping[str, Any]) -> frozenset[str] | None:
    return frozenset(one.upper().replace("-", "_") for one in row["after"]) if "after" in row else None


def check_ladder(rows: Sequence[Any], compiler: Compiler) -> None:
    """Note what cannot be meant: a repair without an end, something to show without words, a step nobody reaches."""
    for n, row in enumerate(rows):
        path = ("procedure", "re_entry", n)
        if not compiler.usable(path):
            continue
        if (row["asks"] == REPAIR) != ("within" in row):
            compiler.problem(
                path,
                "within-with-repair",
                nl="`within` hoort bij repair, en alleen daarbij.",
                en="`within` belongs with repair, and only there.",
            )
        if (row["asks"] in SHOWN_FIRST) != ("label" in row):
            compiler.problem(
                path,
                "label-with-shown",
                nl="`label` zegt bij extra en assessment wat er te tonen is, en hoort alleen daar.",
                en="`label` says with extra and assessment what is to be shown, and belongs only there.",
            )
        if n + 1 < len(rows) and "out_less_than" not in row and "after" not in row:
            compiler.problem(
                path,
                "step-for-everybody",
                nl="Deze trede past altijd: wat eronder staat, geldt nooit. Zet haar onderaan.",
                en="This step always fits: what stands below it never holds. Put it last.",
            )
