"""What one registration adds to the ledger, in the form in which the product books it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from demo.population.calendar import iso, moment
from demo.population.chance import draw_uuid
from demo.population.offer import Offer
from demo.population.tables import NULL, Tables

REFUSALS = (
    "Geen bewijs van deelname bijgevoegd.",
    "Deze activiteit valt buiten het vakgebied.",
    "Al opgevoerd bij een andere activiteit.",
)
WRONG_LIST = "Naam stond ten onrechte op de presentielijst."
OPEN_DAYS = 40


@dataclass(slots=True)
class Book:
    """Writes for one person; `last` is the last day of which anything is known."""

    tables: Tables
    chance: Random
    person: str
    person_uuid: str
    last: int

    def attend(self, offer: Offer) -> None:
        """One attendance, which serves every registration of the person; seldom it turns out to be a mistake."""
        chance = self.chance
        uuid = draw_uuid(chance)
        known = min(offer.day + 1 + int(chance.random() * 9), self.last)
        key = f"attendance/{offer.edition_uuid}/{self.person_uuid}/0"
        edition, user, day = str(offer.edition), str(offer.user), iso(offer.day)
        entry = self.tables.ledger.add(
            *(uuid, self.person, NULL, "activity", day, NULL, "", "", NULL, "", "{}", "{}", edition),
            *("PROVIDER_REPORTED", key, NULL, "", moment(known), user),
        )
        if chance.random() < 0.004:
            known = min(known + 3 + int(chance.random() * 30), self.last)
            self.tables.ledger.add(
                *(draw_uuid(chance), self.person, NULL, "activity", day, NULL, "", "", NULL, "", "{}", "{}", edition),
                *("OFFICE", f"reversal/{uuid}", str(entry), WRONG_LIST, moment(known), NULL),
            )

    def claim(
        self,
        registration: str,
        day: int,
        *,
        category: str,
        title: str,
        quantity: int,
        unit: str,
        tag: str,
        assessor: str,
    ) -> bool:
        """An activity someone entered: granted, still waiting or, now and then, refused. False for the last."""
        chance, tags = self.chance, f"{{{tag}}}"
        uuid = draw_uuid(chance)
        sent = min(day + 1 + int(chance.random() * 60), self.last)
        decided = sent + 2 + int(chance.random() * OPEN_DAYS)
        row = (uuid, registration, category, title, iso(day), str(quantity), unit, tags)
        if decided > self.last:
            self.tables.claims.add(*row, "SUBMITTED", moment(sent), NULL, NULL, "", NULL)
            return True
        if chance.random() < 0.04:
            reason = REFUSALS[int(chance.random() * len(REFUSALS))]
            self.tables.claims.add(*row, "REFUSED", moment(sent), assessor, moment(decided), reason, NULL)
            return False
        entry = self.tables.ledger.add(
            *(
                draw_uuid(chance),
                self.person,
                registration,
                "activity",
                iso(day),
                NULL,
                category,
                "",
                str(quantity),
                unit,
            ),
            *(tags, "{}", NULL, "ASSESSED", f"claim/{uuid}", NULL, "", moment(decided), assessor),
        )
        self.tables.claims.add(*row, "GRANTED", moment(sent), assessor, moment(decided), "", str(entry))
        return True

    def state(
        self,
        registration: str,
        kind: str,
        *,
        source: str,
        day: int | None = None,
        first: int | None = None,
        last: int | None = None,
        known: int | None = None,
        category: str = "",
        code: str = "",
        quantity: int | None = None,
        unit: str = "",
        details: str = "{}",
        validation: str = "SELF_DECLARED",
    ) -> None:
        """Any other fact: of one day, or from a first to a last day (both included), or going on.

        Known from the day it ended, or began when it goes on, unless `known` says otherwise.
        """
        during, on = NULL, day
        if first is not None:
            during = f"[{iso(first)},{iso(last + 1) if last is not None else ''})"
            on = first if last is None else last
        assert on is not None
        recorded = min(on if known is None else known, self.last)
        amount = NULL if quantity is None else str(quantity)
        self.tables.ledger.add(
            *(draw_uuid(self.chance), self.person, registration, kind, iso(on), during, category, code, amount, unit),
            *("{}", details, NULL, validation, f"{source}/{draw_uuid(self.chance)}", NULL, "", moment(recorded), NULL),
        )
