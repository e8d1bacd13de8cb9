"""What the regulations ask for besides courses: work, certificates, statements, plans, reports and talks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from demo.population.calendar import month_later, years_after
from demo.population.entries import Book
from demo.population.patterns import Pattern
from demo.population.tables import NULL
from register.rules.facts import Period


@dataclass(frozen=True, slots=True)
class Stretch:
    """One cycle of one registration, up to the last day known."""

    registration: str
    cycle: Period
    pattern: Pattern
    part_time: bool
    known: Period

    def spells(self, *, every_year: bool) -> list[Period]:
        """The stretches over which one spreads what one does: the cycle, or each of its years."""
        return self.years() if every_year else [self.cycle]

    def years(self) -> list[Period]:
        """The years of the cycle, counted from its first day."""
        found, start = [], self.cycle.start
        while start < self.cycle.end:
            end = min(years_after(start, 1), self.cycle.end)
            found.append(Period(start, end))
            start = end
        return found


def mediations(book: Book, stretch: Stretch) -> None:
    """Three a year at the least; this year's are reported up to the end of last month."""
    for year in stretch.years():
        if year.start < stretch.known.start:
            continue
        whole = year.end <= stretch.known.end
        last = year.end if whole else stretch.known.end.replace(day=1)
        if last <= year.start:
            continue
        usual = 3 + int(book.chance.random() * 6) if _does(book.chance, stretch) else int(book.chance.random() * 3)
        count = usual if whole else round(usual * (last - year.start).days / 365)
        book.state(
            stretch.registration,
            "work",
            source="work",
            first=year.start.toordinal(),
            last=last.toordinal() - 1,
            category="mediation",
            quantity=count,
            unit="item",
        )


def youth_work(book: Book, stretch: Stretch) -> None:
    """Hours a week as youth professional and at level, and a certificate of conduct that is renewed in time, mostly."""
    chance, cycle = book.chance, stretch.cycle
    hours = 13 + int(chance.random() * 12) if stretch.part_time else 24 + int(chance.random() * 13)
    in_function = hours if chance.random() < 0.8 else hours // 2
    end = None if cycle.end > stretch.known.end else cycle.end.toordinal() - 1
    rows = [("youth-family", in_function)] + ([("bachelor-level", hours - in_function)] if hours > in_function else [])
    for category, weekly in rows:
        book.state(
            stretch.registration,
            "work",
            source="work",
            first=cycle.start.toordinal(),
            last=end,
            category=category,
            details=f'{{"hours_per_week": {weekly}}}',
        )
    gap = 0 if _does(chance, stretch) else 30 + int(chance.random() * 200)
    halfway = month_later(cycle.start, 30).toordinal()
    if halfway > stretch.known.end.toordinal():
        _certificate(book, stretch, cycle.start.toordinal() - 20, halfway + 400)
        return
    _certificate(book, stretch, cycle.start.toordinal() - 20, halfway)
    if halfway + 1 + gap < stretch.known.end.toordinal():
        _certificate(book, stretch, halfway + 1 + gap, cycle.end.toordinal() + 150)


def _certificate(book: Book, stretch: Stretch, first: int, last: int) -> None:
    book.state(
        stretch.registration,
        "status",
        source="certificate",
        first=first,
        last=last,
        known=first,
        code="conduct-certificate",
        validation="OFFICE",
    )


def dental_papers(book: Book, stretch: Stretch) -> None:
    """A plan at the start and a statement in the last weeks of every year."""
    chance, known = book.chance, stretch.known
    plan = stretch.cycle.start.toordinal() + 20 + int(chance.random() * 120)
    if _does(chance, stretch) and _in(plan, known):
        book.state(stretch.registration, "artefact", source="artefact", day=plan, code="plan")
    for year in stretch.years():
        day = year.end.toordinal() - 1 - int(chance.random() * 20)
        if _in(day, known) and _does(chance, stretch):
            book.state(stretch.registration, "declaration", source="declaration", day=day, code="annual-statement")


def portfolio_papers(book: Book, stretch: Stretch) -> None:
    """A portfolio, a report on each year, a talk with a manager or colleague, and here and there an obligation."""
    chance, known, registration = book.chance, stretch.known, stretch.registration
    start = stretch.cycle.start.toordinal()
    portfolio = start + 20 + int(chance.random() * 90)
    if _does(chance, stretch) and _in(portfolio, known):
        book.state(registration, "artefact", source="artefact", day=portfolio, code="portfolio")
    for year in stretch.years():
        report = year.end.toordinal() - 10 - int(chance.random() * 60)
        if _does(chance, stretch) and _in(report, known):
            book.state(registration, "artefact", source="artefact", day=report, code="reflection-report")
    talk = stretch.cycle.end.toordinal() - 15 - int(chance.random() * 120)
    if _does(chance, stretch) and _in(talk, known):
        by = "manager" if chance.random() < 0.7 else "colleague"
        book.state(
            registration,
            "appointment",
            source="appointment",
            day=talk,
            code="reflection-conversation",
            details=f'{{"by": "{by}"}}',
        )
    agreed = start + 40 + int(chance.random() * 60)
    if chance.random() < 0.05 and _in(agreed, known):
        obligation = "personal-obligation"
        book.state(registration, "decision", source="decision", day=agreed, code=obligation, validation="OFFICE")
        if chance.random() < 0.5 and _in(agreed + 300, known):
            book.state(registration, "artefact", source="artefact", day=agreed + 300, code=obligation)


def _does(chance: Random, stretch: Stretch) -> bool:
    return chance.random() < stretch.pattern.dutiful


def _in(day: int, known: Period) -> bool:
    return known.start.toordinal() <= day < known.end.toordinal()


def nothing(book: Book, stretch: Stretch) -> None:
    """Courses and claims are all this register asks for."""


DUTIES: dict[str, Callable[[Book, Stretch], None]] = {
    "venvn": nothing,
    "nova": nothing,
    "mfn": mediations,
    "skj-professional": youth_work,
    "gdc": dental_papers,
    "leerregister-klantmanagers": portfolio_papers,
}


def leave(book: Book, first: date, last: date, reason: str) -> None:
    """Weeks in which somebody did not work, for whatever register they are on."""
    book.state(
        NULL,
        "leave",
        source="leave",
        first=first.toordinal(),
        last=last.toordinal(),
        details=f'{{"reason": "{reason}"}}',
    )
