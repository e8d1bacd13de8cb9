"""What a standing says that someone still has to do, in the words of the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.shortfalls import Finding, findings_short
from register.rules.wording import amount_words


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One requirement that isn't met.

    `required` and `short` are amounts in words with their unit, `counted` is a figure in the unit of `required`;
    `explanation` replaces the three for a maximum. `past`: the last day for it has gone by.
    """

    label: str
    required: str
    counted: str
    short: str
    due_on: date | None
    past: bool
    explanation: str


def nothing_short(standing: Mapping[str, Any]) -> bool:
    """Whether everything that is required is met."""
    return bool(standing["met"]) or not findings_short(standing)


def shortfalls(standing: Mapping[str, Any], *, language: str, on: date) -> list[Shortfall]:
    """What is short, in the order of the regulation."""
    return [_shortfall(finding, language, on) for finding in findings_short(standing)]


def labels_met(standing: Mapping[str, Any], *, language: str) -> list[str]:
    """The names of the requirements that are met."""
    tops = [finding for finding in standing["requirements"] if finding["partOf"] is None]
    met = [finding for finding in tops if finding["met"] and not finding["advisory"]]
    return list(dict.fromkeys(_label(finding, language) for finding in met))


def _shortfall(finding: Finding, language: str, on: date) -> Shortfall:
    due_on = date.fromisoformat(finding["dueOn"]) if finding["dueOn"] else None
    required, counted, carried, short = (
        Decimal(finding[name]) for name in ("required", "counted", "carriedIn", "short")
    )
    # As much as was asked and still not met is a maximum: "20 too many" can't be said as "20 still needed".
    maximum = counted + carried >= required
    return Shortfall(
        label=_label(finding, language),
        required=amount_words(required, finding["unit"], language),
        counted=amount_words(counted + carried, finding["unit"], language).split()[0],
        short=amount_words(short, finding["unit"], language),
        due_on=due_on,
        past=due_on is not None and due_on < on,
        explanation=finding["explanation"][language] if maximum else "",
    )


def _label(finding: Finding, language: str) -> str:
    label: str = finding["label"][language]
    return f"{label} ({finding['qualifier']})" if finding["qualifier"] else label
