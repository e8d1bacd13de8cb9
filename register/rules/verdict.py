"""Verdicts: the numbers of a standing without its reasons, for judging a whole register."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from register.rules.standing import Finding, Standing


class Numbers(NamedTuple):
    """What one requirement came to; amounts in the unit of its finding."""

    code: str
    qualifier: str | None
    required: Decimal
    counted: Decimal
    carried_in: Decimal
    carried_out: Decimal
    short: Decimal
    met: bool
    advisory: bool

    @property
    def name(self) -> str:
        """The code with its qualifier, as in the finding."""
        return f"{self.code}[{self.qualifier}]" if self.qualifier is not None else self.code

    @property
    def fails(self) -> bool:
        """Whether it stands in the way."""
        return not self.met and not self.advisory


class Verdict(NamedTuple):
    """A standing without its reasons. The requirements are in the order of the standing."""

    met: bool
    outcome: str
    requirements: tuple[Numbers, ...]


def verdict_of(standing: Standing) -> Verdict:
    """The numbers of a standing."""
    return Verdict(standing.met, standing.outcome, tuple(map(numbers_of, standing.requirements)))


def numbers_of(finding: Finding) -> Numbers:
    """The numbers of a finding."""
    return Numbers(*(getattr(finding, name) for name in Numbers._fields))
