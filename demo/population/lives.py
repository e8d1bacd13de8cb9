"""One made-up person: a name, registrations with their cycles, and six years of learning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import orjson

from demo.population.calendar import YEARS_BACK, moment, years_before
from demo.population.chance import chance_of, draw_uuid, weighted
from demo.population.duties import DUTIES, Stretch, leave
from demo.population.entries import Book
from demo.population.learning import Character, enter_activities, follow_courses
from demo.population.names import Name, draw_name
from demo.population.offer import Catalogue
from demo.population.patterns import IDLE, PATTERNS, Pattern
from demo.population.recipes import RECIPES, Courses, Recipe
from demo.population.registers import BY_CODE, REGISTERS, SECOND
from demo.population.tables import NULL, Tables
from register.rules.facts import Period
from register.rules.regulation import Regulation as Rules

FIRST_REGISTERS = tuple((register.share, register.code) for register in REGISTERS)
REASONS = ("pregnancy", "illness", "care", "sabbatical")


@dataclass(frozen=True, slots=True)
class Keeper:
    """What is known of a register while people are made up: its rows and its rules."""

    register: str
    regulation: str
    rules: Rules
    assessor: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody of whom it is decided beforehand who they are: nothing unforeseen happens to them."""

    name: Name
    email: str
    pattern: Pattern
    registered_on: Mapping[str, date]


@dataclass(slots=True)
class Lives:
    """Makes up people one after the other, each with chances of their own."""

    seed: int
    tables: Tables
    catalogue: Catalogue
    keepers: Mapping[str, Keeper]
    today: date
    _numbers: dict[str, int] = field(default_factory=dict)
    _cycles: dict[tuple[str, date, tuple[str, ...]], tuple[Period, ...]] = field(default_factory=dict)

    @property
    def history(self) -> date:
        """The first day of which anything is told."""
        return years_before(self.today, YEARS_BACK)

    def add(self, number: int, wanted: Wanted | None = None) -> int:
        """Write one person; returns the number of the row."""
        chance = chance_of(self.seed, f"person/{number}")
        name = wanted.name if wanted else draw_name(chance)
        registers = tuple(wanted.registered_on) if wanted else _registers(chance)
        uuid = draw_uuid(chance)
        email = wanted.email if wanted else f"{name.address}.{number}@mail.example"
        language = "en" if not wanted and chance.random() < BY_CODE[registers[0]].english else "nl"
        row = self.tables.people.add(uuid, name.given, name.prefix, name.family, email, language)
        book = Book(self.tables, chance, str(row), uuid, self.today.toordinal() - 2)
        character = self._character(chance, wanted)
        if away := character.away:
            leave(book, away.start, away.last_day, REASONS[int(chance.random() * len(REASONS))])
        for code in registers:
            if wanted:
                began, left = wanted.registered_on[code], None
            else:
                began = self._registered_on(chance, character.pattern, code)
                left = self._left_on(chance, character.pattern, began)
            self._register(book, code, began, left, character)
        return row

    def _character(self, chance: Random, wanted: Wanted | None) -> Character:
        if wanted:
            return Character(wanted.pattern, part_time=False, away=None)
        away = None
        if chance.random() < 0.08:
            start = self.history + timedelta(days=int(chance.random() * ((self.today - self.history).days - 250)))
            away = Period(start, start + timedelta(days=70 + int(chance.random() * 180)))
        return Character(weighted(chance, PATTERNS), chance.random() < 0.15, away)

    def _register(self, book: Book, code: str, began: date, left: date | None, character: Character) -> None:
        """One registration, with what was done for it in each of its cycles."""
        chance, recipe = book.chance, RECIPES[code](book.chance)
        registration = self._write_registration(book, code, began, left, character, recipe)
        titles = tuple(recipe.attributes.get("titles", ()))
        for cycle in self._cycles_of(code, began, titles):
            if left and cycle.start >= left:
                break
            # A cycle that began before our years of history would look as if its first part had been idle.
            if cycle.start >= self.history or cycle.end > self.today:
                state = "OPEN" if cycle.end > self.today and left is None else "CLOSED"
                first, end, regulation = cycle.start.isoformat(), cycle.end.isoformat(), self.keepers[code].regulation
                self.tables.cycles.add(draw_uuid(chance), registration, regulation, first, end, state)
            since = max(self.history, cycle.start, began)
            known = Period(since, max(since, min(cycle.end, left or self.today - timedelta(days=1))))
            stretch = Stretch(registration, cycle, character.pattern, character.part_time, known)
            DUTIES[code](book, stretch)
            self._learn(book, code, recipe, stretch, character)

    def _write_registration(
        self, book: Book, code: str, began: date, left: date | None, character: Character, recipe: Recipe
    ) -> str:
        registration = str(
            self.tables.registrations.add(
                draw_uuid(book.chance),
                self.keepers[code].register,
                book.person,
                self._number(code),
                began.isoformat(),
                left.isoformat() if left else NULL,
            )
        )
        if left:
            day, status = left.isoformat(), "LAPSED" if character.pattern is IDLE else "LEFT"
            known = moment(left.toordinal())
            self.tables.statuses.add(draw_uuid(book.chance), registration, "registration", status, day, known)
        part_time = {"hours_per_week": 16} if character.part_time else {}
        for name, value in {**recipe.attributes, **part_time}.items():
            written, known = orjson.dumps(value).decode(), moment(began.toordinal())
            self.tables.attributes.add(registration, name, written, began.isoformat(), NULL, known, NULL)
        return registration

    def _learn(self, book: Book, code: str, recipe: Recipe, stretch: Stretch, character: Character) -> None:
        share = stretch.pattern.share(book.chance, closed=stretch.cycle.end <= self.today)
        for part in recipe.parts:
            if isinstance(part, Courses):
                days, offers = self.catalogue.of(code, part.category)
                follow_courses(book, character, part, stretch, share, days, offers)
            else:
                keeper = self.keepers[code]
                form = keeper.rules.claim_forms.get(part.form)
                enter_activities(book, character, part, stretch, share, form, keeper.assessor)

    def _cycles_of(self, code: str, began: date, titles: tuple[str, ...]) -> tuple[Period, ...]:
        key = code, began, titles
        if (found := self._cycles.get(key)) is None:
            rules = self.keepers[code].rules
            found = self._cycles[key] = cycles_since(self.history, rules, began, titles, self.today)
        return found

    def _registered_on(self, chance: Random, pattern: Pattern, code: str) -> date:
        """Most have been there for years. Who does nothing at all has not been there for long, or would be gone."""
        years = 1.5 if pattern is IDLE else 12
        began = self.today - timedelta(days=40 + int(chance.random() * years * 365))
        # Where all begin together, most come with the new period.
        return self.keepers[code].rules.first_cycle(began).start if code == "mfn" and chance.random() < 0.85 else began

    def _left_on(self, chance: Random, pattern: Pattern, began: date) -> date | None:
        """A few have left by now, those who do nothing more often."""
        if chance.random() >= (0.15 if pattern is IDLE else 0.015) or began >= years_before(self.today, 1):
            return None
        return self.today - timedelta(days=30 + int(chance.random() * 300))

    def _number(self, code: str) -> str:
        """Given out once; in an order that does not show who came first."""
        register = BY_CODE[code]
        count = self._numbers[code] = self._numbers.get(code, 0) + 1
        return f"{register.letters}{(count * 6_700_417 + sum(map(ord, code)) * 31_415) % 100_000_000:08}"


def cycles_since(history: date, rules: Rules, began: date, titles: tuple[str, ...], today: date) -> tuple[Period, ...]:
    """The cycles that reach past the day and that these rules judge, the running one last."""
    found, cycle = [], rules.first_cycle(began, {"titles": list(titles)})
    while True:
        judged = rules.parts.in_force.holds_for(cycle=cycle, registered_on=began, as_of=cycle.last_day)
        if cycle.end > history and judged:
            found.append(cycle)
        if cycle.end > today:
            return tuple(found)
        cycle = rules.next_cycle(cycle, registered_on=began)


def _registers(chance: Random) -> tuple[str, ...]:
    first = weighted(chance, FIRST_REGISTERS)
    often, second = SECOND[first]
    return (first, second) if chance.random() < often else (first,)
