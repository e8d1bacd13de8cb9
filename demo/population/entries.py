"""What one registration adds to the ledger, in the form in which the product books it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from demo.population.calendar import iso, moment
from demo.population.chance import draw_uuid
from demo.population.offer import Offer
from demo.population.tables import NULL, Tables
from register.rules.claim_forms import ClaimForm

REFUSALS = (
    "Geen bewijs van deelname bijgevoegd.",
    "Deze activiteit valt buiten het vakgebied.",
    "Al opgevoerd bij een andere activiteit.",
)
WRONG_LIST = "Naam stond ten onrechte op de presentielijst."
SENT_BACK = "Vertel wat uw eigen bijdrage was."
OPEN_DAYS = 40


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did by themselves, in the words of a register; `tags` and `answers` as they are stored."""

    category: str
    title: str
    quantity: int
    unit: str
    tags: str
    answers: str


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

    def claim(self, registration: str, day: int, deed: Deed, *, form: ClaimForm | None, assessor: str) -> bool:
        """An activity someone entered: granted, waiting, sent back, counting until sampled or, now and then, refused.

        False for the last.
        """
        chance = self.chance
        uuid = draw_uuid(chance)
        sent = min(day + 1 + int(chance.random() * 60), self.last)
        decided = sent + 2 + int(chance.random() * OPEN_DAYS)
        on_form = (form.code, deed.answers) if form else ("", "{}")
        amount = (str(deed.quantity), deed.unit)
        row = (uuid, registration, deed.category, deed.title, iso(day), *amount, deed.tags, *on_form)
        if form and form.counts_until_sampled:
            entry = self._entry(registration, day, deed, "SELF_DECLARED", f"claim/{uuid}/declared", sent, NULL)
            self.tables.claims.add(*row, "COUNTING", moment(sent), NULL, NULL, NULL, NULL, "", entry)
            return True
        promised = form.decided_by(date.fromordinal(sent)) if form else None
        sent_in = (moment(sent), promised.isoformat() if promised else NULL)
        if decided > self.last:
            if chance.random() < 0.15:
                back = moment(min(sent + 1, self.last))
                self.tables.claims.add(*row, "RETURNED", *sent_in, back, NULL, NULL, SENT_BACK, NULL)
            else:
                self.tables.claims.add(*row, "SUBMITTED", *sent_in, NULL, NULL, NULL, "", NULL)
            return True
        if chance.random() < 0.04:
            reason = REFUSALS[int(chance.random() * len(REFUSALS))]
            self.tables.claims.add(*row, "REFUSED", *sent_in, NULL, assessor, moment(decided), reason, NULL)
            return False
        entry = self._entry(registration, day, deed, "ASSESSED", f"claim/{uuid}", decided, assessor)
        self.tables.claims.add(*row, "GRANTED", *sent_in, NULL, assessor, moment(decided), "", entry)
        return True

    def _entry(
        self, registration: str, day: int, deed: Deed, validation: str, source: str, known: int, user: str
    ) -> str:
        """The entry by which a claim counts."""
        uuid, quantity = draw_uuid(self.chance), str(deed.quantity)
        what = (uuid, self.person, registration, "activity", iso(day), NULL, deed.category, "", quantity, deed.unit)
        how = (deed.tags, "{}", NULL, validation, source, NULL, "", moment(known), user)
        return str(self.tables.ledger.add(*what, *how))

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
