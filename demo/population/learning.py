"""How one cycle is filled: courses followed and activities entered, at the pace of the person."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import orjson

from demo.population.duties import Stretch
from demo.population.entries import Book, Deed
from demo.population.offer import Offer
from demo.population.patterns import Pattern
from demo.population.recipes import Claims, Courses
from register.rules.claim_forms import ClaimForm
from register.rules.facts import Period

TRIES = 60


@dataclass(frozen=True, slots=True)
class Character:
    """How somebody lives: the pace, whether part-time, and a time away from work. `followed` are editions."""

    pattern: Pattern
    part_time: bool
    away: Period | None
    followed: set[int] = field(default_factory=set)

    def can(self, day: int, known: Period) -> bool:
        """Whether something may have been done on the day: in the time that is told of, and not while away."""
        if not known.start.toordinal() <= day < known.end.toordinal():
            return False
        return self.away is None or not self.away.start.toordinal() <= day < self.away.end.toordinal()


def follow_courses(
    book: Book,
    character: Character,
    part: Courses,
    stretch: Stretch,
    share: float,
    days: list[int],
    offers: list[Offer],
) -> None:
    """Courses near the days on which this person likes to learn, each once, until there is enough.

    `days` are the last days of the `offers`, in their order. What lies ahead is planned and not written.
    """
    chance = book.chance
    for spell in stretch.spells(every_year=part.every_year):
        first, end = spell.start.toordinal(), spell.end.toordinal()
        wanted, tries = part.norm * share * spell.days / stretch.cycle.days, TRIES
        while wanted > 0 and tries:
            tries -= 1
            near = bisect_left(days, stretch.pattern.day(chance, first, end)) + int(chance.random() * 5) - 2
            offer = offers[min(max(near, 0), len(offers) - 1)]
            if not first <= offer.day < end or offer.edition in character.followed:
                continue
            character.followed.add(offer.edition)
            wanted -= offer.amount
            if character.can(offer.day, stretch.known):
                book.attend(offer)


def enter_activities(
    book: Book,
    character: Character,
    part: Claims,
    stretch: Stretch,
    share: float,
    form: ClaimForm | None,
    assessor: str,
) -> None:
    """What people did by themselves, in pieces, until there is enough; for what is refused something else comes."""
    chance = book.chance
    for spell in stretch.spells(every_year=part.every_year):
        first, end = spell.start.toordinal(), spell.end.toordinal()
        wanted = part.norm * share * spell.days / stretch.cycle.days
        while wanted > 0:
            quantity = part.pieces[int(chance.random() * len(part.pieces))]
            day = stretch.pattern.day(chance, first, end)
            counts = True
            if character.can(day, stretch.known):
                title = part.titles[int(chance.random() * len(part.titles))]
                tag = part.tags[int(chance.random() * len(part.tags))] if part.tags else ""
                answers = orjson.dumps({"about": title, **part.answers}).decode()
                deed = Deed(part.category, title, quantity, part.unit, f"{{{tag}}}", answers)
                counts = book.claim(stretch.registration, day, deed, form=form, assessor=assessor)
            wanted -= quantity if counts else 0
