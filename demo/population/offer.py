"""What can be followed: the providers, and the editions as participants look them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accreditation.models import Provider, ProviderAuthorisation
from demo.population.calendar import YEARS_BACK, years_before
from demo.population.chance import chance_of, draw_id
from demo.population.names import plain
from demo.population.themes import PROVIDERS, THEMES, TOWNS
from register.models import Register

PLACES = [
    town
    for entry in TOWNS.replace("\n", " ").split(",")
    for town, _, times in [entry.strip().rpartition(" ")]
    for _ in range(int(times))
]


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition as a participant sees it: when, and how much it brings in the register it was looked up for."""

    day: int
    edition: int
    edition_uuid: str
    course: int
    amount: int
    user: int


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is on offer for so many people: it grows slower than they do."""

    providers: int
    courses: int
    editions: int

    @classmethod
    def of(cls, people: int) -> Size:
        part = people / 3000
        return cls(
            providers=max(6, round(12 * part**0.4)),
            courses=max(len(THEMES), round(240 * part**0.6)),
            editions=max(400, round(1500 * part**0.75)),
        )


class Catalogue:
    """The editions by register and category, by their last day."""

    def __init__(self) -> None:
        self._offers: dict[tuple[str, str], list[Offer]] = {}
        self._days: dict[tuple[str, str], list[int]] = {}

    def add(self, register: str, category: str, tags: tuple[str, ...], offer: Offer) -> None:
        """An offer is found under its category, and under `category/tag`."""
        for name in (category, *(f"{category}/{tag}" for tag in tags)):
            self._offers.setdefault((register, name), []).append(offer)

    def close(self) -> None:
        for key, offers in self._offers.items():
            offers.sort(key=lambda offer: (offer.day, offer.edition))
            self._days[key] = [offer.day for offer in offers]

    def of(self, register: str, category: str) -> tuple[list[int], list[Offer]]:
        """The last days of the editions, and the editions."""
        return self._days[register, category], self._offers[register, category]


def add_providers(seed: int, count: int, registers: dict[str, Register], today: date) -> list[Provider]:
    chance = chance_of(seed, "providers")
    since = years_before(today, YEARS_BACK + 1)
    providers = []
    for number in range(count):
        # Past the twelve names they get a town behind them: branches.
        name, branch = PROVIDERS[number % len(PROVIDERS)], number // len(PROVIDERS)
        if branch:
            name = f"{name} {PLACES[int(chance.random() * len(PLACES))]} {branch}"
        provider = Provider.objects.create(
            uuid=draw_id(chance),
            code=plain(name).replace(".", "-"),
            name=name,
            postcode=f"{1000 + int(chance.random() * 8999)} {'ABCDEGHJKLMN'[number % 12]}{'PRSTVWXZ'[number % 8]}",
        )
        ProviderAuthorisation.objects.bulk_create(
            ProviderAuthorisation(provider=provider, association=register.association, starts_on=since)
            for register in registers.values()
        )
        providers.append(provider)
    return providers
