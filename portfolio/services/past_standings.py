"""Standings made again: of a past day, with what was known at a past moment, by the version that judged then."""

from datetime import date, datetime
from typing import Any

from portfolio.errors import EntryNotValid, NoCycleRunning
from portfolio.selectors.dossiers import CycleDossier, dossiers
from register.models import Registration
from register.selectors import cycle_known_at, rules_of


def standing_as_known(*, registration: Registration, on: date, known_at: datetime) -> dict[str, Any]:
    """The standing of a day as the ledger, the attributes and the cycles were known at the moment."""
    cycle = cycle_known_at(registration, on=on, known_at=known_at)
    if cycle is None:
        raise NoCycleRunning(
            nl=f"Op {on} liep er voor deze inschrijving geen cyclus.",
            en=f"On {on} no cycle was running for this registration.",
        )
    (found,) = dossiers([cycle], on=on, known_at=known_at)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    judgement = rules_of(cycle.regulation).evaluate(found.dossier, as_of=on)
    return {**judgement.to_json(), "ledgerPosition": found.ledger_position}
