"""Courses, what they are worth in each register, and their editions: six years back and one ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from accreditation.models import Accreditation, Course, CourseVersion, Edition, Provider
from demo.population.calendar import YEARS_BACK, working_day, years_after, years_before
from demo.population.chance import chance_of, draw_id
from demo.population.offer import PLACES, Catalogue, Offer, Size
from demo.population.programmes import add_ahead, add_version
from demo.population.themes import FORMS, THEMES, Credit, Theme
from register.models import Register, User

VALIDITY = 3  # years for which an accreditation is given
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Life:
    """The days from which and until which a course is given."""

    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Officers:
    """Who decided on the courses of each register, and who reports for each provider: for the record."""

    chairs: Mapping[str, User]
    reporters: Mapping[int, User]


def add_courses(
    seed: int, size: Size, providers: list[Provider], registers: Mapping[str, Register], officers: Officers, today: date
) -> Catalogue:
    """Write all that is on offer, so many rows at a time; what stays in memory is the catalogue."""
    catalogue = Catalogue()
    waiting: list[tuple[Edition, list[tuple[Credit, int]]]] = []
    for course, theme, length, life in _courses(seed, size, providers, today):
        chance = chance_of(seed, f"course/{course.code}")
        course.save()
        described = chance_of(seed, f"contents/{course.code}")
        version = add_version(described, course, theme, theme.credits[0].amounts[length], date.fromordinal(life.begins))
        _accredit(chance, course, theme, length, life, registers, officers, today)
        worth = [(credit, credit.amounts[length]) for credit in theme.credits]
        runs = max(2, round(size.editions / size.courses * (0.5 + chance.random())))
        waiting += [(edition, worth) for edition in _editions(chance, version, runs, life, theme.english, today)]
        if len(waiting) > BATCH:
            _write(waiting, catalogue, officers)
            waiting = []
    _write(waiting, catalogue, officers)
    add_ahead(seed, providers, registers, officers.chairs, today)
    catalogue.close()
    return catalogue


def _courses(
    seed: int, size: Size, providers: list[Provider], today: date
) -> Iterator[tuple[Course, Theme, int, Life]]:
    first, last = years_before(today, YEARS_BACK).toordinal(), years_after(today, 1).toordinal()
    for number in range(size.courses):
        chance = chance_of(seed, f"idea/{number}")
        theme, staple = THEMES[number % len(THEMES)], number < len(THEMES)
        forms = FORMS[theme.english]
        form, length = forms[0] if staple else forms[int(chance.random() * len(forms))]
        # The first course of each theme has always been there and stays; the others come and go.
        begins = first - int(chance.random() * 300) if staple else first + int(chance.random() ** 2 * 1500) - 100
        ends = last + 400 if staple else begins + round(365.25 * VALIDITY) * (1 + int(chance.random() * 3))
        course = Course(
            uuid=draw_id(chance),
            # The provider whose accounts are shown gives some of the courses that are always there.
            provider=providers[0 if number < 5 else int(chance.random() * len(providers))],
            code=f"C{1000 + number}",
            title=form.format(theme.title),
            kind=Course.Kind.WHOLE if chance.random() < 0.75 else Course.Kind.E_LEARNING,
        )
        yield course, theme, length, Life(begins, ends)


def _accredit(
    chance: Random,
    course: Course,
    theme: Theme,
    length: int,
    life: Life,
    registers: Mapping[str, Register],
    officers: Officers,
    today: date,
) -> None:
    """Decisions for some years each, one after the other, in every register the theme is about."""
    rows = []
    for credit in theme.credits:
        start = date.fromordinal(life.begins)
        while start.toordinal() < life.ends:
            before = years_after(start, VALIDITY)
            decided = start - timedelta(days=10 + int(chance.random() * 60))
            if decided >= today:
                break  # the renewal is still to be decided on
            rows.append(
                Accreditation(
                    uuid=draw_id(chance),
                    course=course,
                    register=registers[credit.register],
                    category=credit.category,
                    quantity=credit.amounts[length],
                    unit=credit.unit,
                    tags=list(credit.tags),
                    valid_from=start,
                    valid_before=before,
                    decided_by=officers.chairs[credit.register],
                    decided_at=datetime.combine(decided, time(13, 0), UTC),
                )
            )
            start = before
    Accreditation.objects.bulk_create(rows)


def _editions(
    chance: Random, version: CourseVersion, runs: int, life: Life, english: bool, today: date
) -> list[Edition]:
    first = max(life.begins, years_before(today, YEARS_BACK).toordinal())
    last = min(life.ends - 1, years_after(today, 1).toordinal())
    # Several days for a long course; an online one is open for months.
    days = {Course.Kind.E_LEARNING: 90, Course.Kind.WHOLE: 28 if chance.random() < 0.25 else 0}[
        Course.Kind(version.kind)
    ]
    course = version.course
    editions = []
    for number in range(runs):
        ends_on = date.fromordinal(working_day(chance, first, last))
        online = days == 90 or chance.random() < 0.15
        editions.append(
            Edition(
                uuid=draw_id(chance),
                course=course,
                version=version,
                code=f"{course.code}-{number + 1:03}",
                starts_on=ends_on - timedelta(days=days),
                ends_on=ends_on,
                place="" if online else PLACES[int(chance.random() * len(PLACES))],
                online=online,
                language="en" if english or chance.random() < 0.02 else "nl",
            )
        )
    return editions


def _write(editions: list[tuple[Edition, list[tuple[Credit, int]]]], catalogue: Catalogue, officers: Officers) -> None:
    Edition.objects.bulk_create(edition for edition, _ in editions)
    for edition, worth in editions:
        for credit, amount in worth:
            offer = Offer(
                day=edition.ends_on.toordinal(),
                edition=edition.pk,
                edition_uuid=str(edition.uuid),
                course=edition.course_id,
                amount=amount,
                user=officers.reporters[edition.course.provider_id].pk,
            )
            catalogue.add(credit.register, credit.category, credit.tags, offer)
