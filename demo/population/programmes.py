"""What courses say of themselves, and the courses ahead that show the other ways in which one can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from accreditation.models import Accreditation, Course, CourseVersion, Edition, Meeting, Module, Provider
from demo.population.calendar import working_day, years_after
from demo.population.chance import chance_of, draw_id
from demo.population.names import draw_name
from demo.population.offer import PLACES
from demo.population.themes import THEMES, Theme
from register.models import Register, User

DAYS_AHEAD = 300
SITTINGS = 4  # of an edition that is credited per meeting, or of a peer group
AHEAD = (Course.Kind.PER_MEETING, Course.Kind.PEER_GROUP, Course.Kind.E_LEARNING)
TITLES = {
    Course.Kind.PER_MEETING: ("{}: avonden over de praktijk", "{}: evenings about practice"),
    Course.Kind.PEER_GROUP: ("Intervisiegroep {}", "Peer group {}"),
    Course.Kind.E_LEARNING: ("{} in modules", "{} in modules"),
}
MODULES = ("De basis", "Oefenen met casus", "Toets")


def contents_of(chance: Random, theme: Theme, kind: str, hours: int) -> dict[str, Any]:
    """What a version says beside its title: enough to be found by, and to choose by."""
    teachers = [
        " ".join(filter(None, (name.given, name.prefix, name.family)))
        for name in (draw_name(chance) for _ in range(1 + int(chance.random() * 2)))
    ]
    if theme.english:
        words = (
            f"{theme.title} for experienced professionals: what is new, and what it asks of your work.",
            "Preparation at home.\nCases of participants.\nPractice in pairs.\nWhat will you do differently?",
            f"You apply what is known about {theme.title.lower()} in your own cases and can account for your choices.",
            "Registered professionals",
        )
    else:
        words = (
            f"{theme.title} voor ervaren professionals: wat is nieuw, en wat vraagt dat van uw werk?",
            "Voorbereiding thuis.\nCasus van deelnemers.\nOefenen in tweetallen.\nWat gaat u anders doen?",
            f"U past wat bekend is over {theme.title.lower()} toe in eigen casus en kunt uw keuzes verantwoorden.",
            "Geregistreerde professionals",
        )
    summary, programme, objectives, target_group = words
    return {
        "summary": summary,
        "programme": programme,
        "objectives": objectives,
        "target_group": target_group,
        "teachers": [] if kind == Course.Kind.E_LEARNING else teachers,
        "competences": sorted({tag for credit in theme.credits for tag in credit.tags}),
        "languages": ["en" if theme.english else "nl"],
        "study_load": hours,
    }


def add_ahead(
    seed: int, providers: list[Provider], registers: Mapping[str, Register], chairs: Mapping[str, User], today: date
) -> None:
    """Courses that begin soon: per meeting, as a peer group and as e-learning in modules. Nobody has followed them."""
    for number, (theme, kind) in enumerate((theme, kind) for theme in THEMES[::6] for kind in AHEAD):
        chance = chance_of(seed, f"ahead/{number}")
        title = TITLES[kind][theme.english].format(theme.title)
        course = Course.objects.create(
            uuid=draw_id(chance),
            provider=providers[number % len(providers)],
            code=f"A{100 + number}",
            title=title,
            kind=kind,
        )
        version = add_version(chance, course, theme, 8, today - timedelta(days=60))
        decided = datetime.combine(today - timedelta(days=20), time(13, 0), UTC)
        Accreditation.objects.bulk_create(
            Accreditation(
                uuid=draw_id(chance),
                course=course,
                register=registers[credit.register],
                category=credit.category,
                quantity=credit.amounts[0],
                unit=credit.unit,
                tags=list(credit.tags),
                valid_from=today,
                valid_before=years_after(today, 2),
                decided_by=chairs[credit.register],
                decided_at=decided,
            )
            for credit in theme.credits
        )
        if kind == Course.Kind.E_LEARNING:
            Module.objects.bulk_create(
                Module(uuid=draw_id(chance), course=course, code=f"M{place}", title=name, position=place)
                for place, name in enumerate(MODULES, start=1)
            )
        _add_editions(chance, version, today)


def add_version(chance: Random, course: Course, theme: Theme, hours: int, on: date) -> CourseVersion:
    """The first version of a course, made on a day."""
    return CourseVersion.objects.create(
        uuid=draw_id(chance),
        course=course,
        number=1,
        title=course.title,
        kind=course.kind,
        created_at=datetime.combine(on, time(9, 0), UTC),
        **contents_of(chance, theme, course.kind, hours),
    )


def _add_editions(chance: Random, version: CourseVersion, today: date) -> None:
    online = version.kind == Course.Kind.E_LEARNING
    language = version.languages[0]
    for number in (1, 2):
        first = date.fromordinal(working_day(chance, today.toordinal() + 7, today.toordinal() + DAYS_AHEAD))
        edition = Edition.objects.create(
            uuid=draw_id(chance),
            course=version.course,
            version=version,
            code=f"{version.course.code}-{number}",
            starts_on=today if online else first,
            ends_on=today + timedelta(days=365) if online else first + timedelta(weeks=SITTINGS - 1),
            place="" if online else PLACES[int(chance.random() * len(PLACES))],
            online=online,
            language=language,
            capacity=None if online else 8 + int(chance.random() * 16),
        )
        if not online:
            Meeting.objects.bulk_create(_meetings(chance, edition))


def _meetings(chance: Random, edition: Edition) -> Iterator[Meeting]:
    """An evening a week."""
    for number in range(SITTINGS):
        begins = datetime.combine(edition.starts_on + timedelta(weeks=number), time(18, 30), UTC)
        yield Meeting(
            uuid=draw_id(chance),
            edition=edition,
            code=f"{edition.code}-{number + 1}",
            starts_at=begins,
            ends_at=begins + timedelta(hours=2, minutes=30),
            place=edition.place,
            online=edition.online,
        )
