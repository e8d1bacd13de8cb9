"""From the numbers of a requirement to its finding."""

from __future__ import annotations

from fractions import Fraction

from register.rules.amounts import ZERO, as_decimal
from register.rules.facts import Period
from register.rules.requirements import Requirement
from register.rules.standing import Finding


def finding_of(
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
    """The finding of a requirement; it is met when nothing is short (or nothing too much, for a maximum)."""
    return Finding(
        code=requirement.code,
        qualifier=qualifier,
        label=requirement.label,
        article=requirement.article,
        unit=unit,
        required=as_decimal(required),
        counted=as_decimal(counted),
        carried_in=as_decimal(carried_in),
        carried_out=as_decimal(carried_out),
        short=as_decimal(short),
        met=short == 0,
        advisory=requirement.advisory,
        window=window,
        due_on=window.last_day if window.days else None,
        part_of=part_of,
        maximum=requirement.at_most is not None,
    )
