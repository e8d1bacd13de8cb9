"""What people on each register do in a cycle, by the words of its regulation. How much of it, their pattern says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from demo.population.chance import weighted


@dataclass(frozen=True, slots=True)
class Courses:
    """So much of a category a cycle, by courses; `category/tag` narrows it. `every_year`: a part in each year."""

    category: str
    norm: float
    every_year: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """So much of a category a cycle, entered by people themselves on this form, in pieces of these sizes."""

    category: str
    norm: float
    unit: str
    pieces: tuple[int, ...]
    titles: tuple[str, ...]
    tags: tuple[str, ...] = ()
    every_year: bool = False
    form: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    attributes: dict[str, Any]
    parts: tuple[Courses | Claims, ...]


def nurses_and_carers(chance: Random) -> Recipe:
    carer = chance.random() < 0.3
    titles = (
        "Vakliteratuur bijgehouden",
        "Klinische les gegeven",
        "Lid van de werkgroep kwaliteit",
        "Protocol herzien",
        "Intercollegiale toetsing",
        "Werkbegeleiding van leerlingen",
        "Symposium bezocht",
    )
    return Recipe(
        {"titles": ["carer" if carer else "nurse"]},
        (
            Courses("accredited", 60 if carer else 80),
            Claims("oda", 124 if carer else 104, "hour", (4, 8, 12, 16, 24, 40), titles, form="other-development"),
        ),
    )


def youth_professionals(chance: Random) -> Recipe:
    peers = ("Intervisie in het team", "Supervisie", "Casuïstiekbespreking", "Methodische werkbegeleiding")
    free = ("Bijdrage aan een richtlijn", "Gastles gegeven", "Symposium bezocht", "Literatuurstudie")
    return Recipe(
        {},
        (
            Courses("training", 62),
            Courses("reflection", 20),
            Claims("reflection", 42, "hour", (6, 8, 10, 14), peers, form="peer-session"),
            Courses("free", 20),
            Claims("free", 42, "point", (4, 8, 10, 12), free, form="free-room"),
        ),
    )


def dental_professionals(chance: Random) -> Recipe:
    titles = weighted(
        chance,
        (
            (0.36, ["dentist"]),
            (0.14, ["hygienist"]),
            (0.36, ["nurse"]),
            (0.04, ["therapist"]),
            (0.06, ["technician"]),
            (0.04, ["hygienist", "nurse"]),
        ),
    )
    norm = 100 if "dentist" in titles else 50 if titles in (["nurse"], ["technician"]) else 75
    alone = ("Online module", "Webinar", "Peer review session", "Audit of radiographs")
    return Recipe(
        {"titles": titles},
        (
            Courses("verifiable", norm * 0.75, every_year=True),
            Claims(
                "verifiable",
                norm * 0.28,
                "hour",
                (2, 3, 4, 6),
                alone,
                ("outcome-a", "outcome-b", "outcome-d"),
                form="verifiable",
                answers={"outcome": "Outcome of the personal development plan"},
            ),
            Claims("non-verifiable", 10, "hour", (3, 5), ("Reading journals",), form="non-verifiable"),
        ),
    )


def client_managers(chance: Random) -> Recipe:
    words = ("c-methodical", "c-law", "c-dialogue", "c-network", "c-ethics")
    together = ("Intervisie met collega's", "Consultatie bij een specialist")
    alone = ("Vakblad gelezen", "Handreiking bestudeerd")
    question = {"learning_question": "Hoe pak ik dit aan zonder het gesprek over te nemen?"}
    workplace = ("Meegelopen bij de rechtbank", "Leervraag: gesprekken zonder dwang", "Nieuwe werkwijze ingevoerd")
    return Recipe(
        {},
        (
            Courses("formal", 20),
            Courses("informal", 4),
            Claims("informal", 9, "hour", (2, 3, 4), together, words, form="peer-session"),
            Claims("informal", 4, "hour", (2, 3), alone, words, form="reading"),
            Claims("workplace", 7, "hour", (3, 4, 6), workplace, words, form="workplace", answers=question),
        ),
    )


def mediators(chance: Random) -> Recipe:
    related = ("Training onderhandelen", "Cursus gesprekstechniek")
    given = ("Gastcollege gegeven", "Lid van de toetsingscommissie")
    return Recipe(
        {},
        (
            Courses("knowledge", 26),
            Courses("practice-exchange", 4),
            Claims(
                "practice-exchange",
                16,
                "point",
                (2, 3, 4),
                ("Intervisie mediators",),
                ("intervision",),
                True,
                form="peer-session",
                answers={"manner": "intervision"},
            ),
            Claims("related", 4, "point", (2, 3), related, form="related"),
            Claims("contribution", 3, "point", (2, 3), given, form="contribution"),
        ),
    )


FIELDS = ("family", "employment", "tort", "tenancy", "criminal")


def lawyers(chance: Random) -> Recipe:
    field = FIELDS[int(chance.random() * len(FIELDS))]
    own = ("Rechtspraak bijgehouden", "Studiebijeenkomst van het kantoor", "Jurisprudentielunch")
    return Recipe(
        {"fields_next_year": [field]},
        (
            Courses(f"legal/{field}", 10),
            Courses("legal", 4),
            Courses("general", 4),
            Claims("legal", 3, "hour", (1, 2, 3), own, (field,)),
        ),
    )


RECIPES: dict[str, Callable[[Random], Recipe]] = {
    "venvn": nurses_and_carers,
    "skj-professional": youth_professionals,
    "gdc": dental_professionals,
    "leerregister-klantmanagers": client_managers,
    "mfn": mediators,
    "nova": lawyers,
}
