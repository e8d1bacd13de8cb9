"""Standings made again: of a past day, with what was known at a past moment, by the version that judged then."""

from datetime import date, datetime
from typing import Any

from portfolio.errors import EntryNotValid, NoCycleRunning
from portfolio.selectors.dossiers import CycleDossier, dossiers
from register.models import Cycle, Registration
from register.rules.standing import Standing
from register.selectors import cycle_known_at, rules_of


def standing_as_known(*, registration: Registration, on: date, known_at: datetime) -> dict[str, Any]:
    """The standing of a day as the ledger, the attributes and the cycles were known at the moment."""
    cycle = cycle_known_at(registration, on=on, known_at=known_at)
    if cycle is None:
        raise NoCycleRunning(
            nl=f"Op {on} liep er voor deze inschrijving geen cyclus.",
            en=f"On {on} no cycle was running for this registration.",
        )
    return written(*judged(cycle, on=on, known_at=known_at))


def judged(cycle: Cycle, *, on: date, known_at: datetime) -> tuple[Standing, int]:
    """The standing of a cycle, running or over, and the position in the ledger it read."""
    (found,) = dossiers([cycle], on=on, known_at=known_at)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    return rules_of(cycle.regulation).evaluate(found.dossier, as_of=on), found.ledger_position


def written(standing: Standing, ledger_position: int) -> dict[str, Any]:
    """A standing as it is kept, with what it read."""
    return {**standing.to_json(), "ledgerPosition": ledger_position}
