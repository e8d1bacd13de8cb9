"""All figures of a register, family by family."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from portfolio.selectors.figures.audits import audits
from portfolio.selectors.figures.clocks import clocks
from portfolio.selectors.figures.decisions import objections, renewals, requests
from portfolio.selectors.figures.forecast import forecast
from portfolio.selectors.figures.movement import movement
from portfolio.selectors.figures.participation import participation
from portfolio.selectors.figures.quality import quality
from portfolio.selectors.figures.tables import Asked, Label, Table, Value, named

FAMILIES: Mapping[str, tuple[Label, Callable[[Asked], Iterator[Table]]]] = MappingProxyType(
    {
        "movement": (named("In- en uitstroom", "Inflow and outflow"), movement),
        "renewals": (named("Herregistratie", "Renewal"), renewals),
        "requests": (named("Verzoeken", "Requests"), requests),
        "objections": (named("Bezwaren", "Objections"), objections),
        "audits": (named("Steekproeven", "Audits"), audits),
        "clocks": (named("Termijnen", "Terms"), clocks),
        "forecast": (named("Vooruitblik", "Looking ahead"), forecast),
        "participation": (named("Deelname", "Participation"), participation),
        "quality": (named("Kwaliteit van cursussen", "Quality of courses"), quality),
    }
)
COLUMNS = {
    "nl": ("onderwerp", "tabel", "groep", "omschrijving", "maat", "waarde"),
    "en": ("family", "table", "group", "label", "measure", "value"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """The tables about one thing."""

    code: str
    label: Label
    tables: tuple[Table, ...]


def register_figures(asked: Asked, *, families: Iterable[str] = FAMILIES) -> list[Family]:
    """The figures of these families, always by the same number of statements."""
    return [Family(code, FAMILIES[code][0], tuple(FAMILIES[code][1](asked))) for code in families]


def flat(families: Iterable[Family], language: str) -> Iterator[tuple[str, ...]]:
    """A row for each number, as COLUMNS name them; empty where it would be of too few people."""
    for family in families:
        for table in family.tables:
            lines = [(row.code, row.label[language], row.figures) for row in table.rows]
            if table.total is not None:
                lines.append(("total", {"nl": "totaal", "en": "total"}[language], table.total))
            for code, label, figures in lines:
                for measure in table.measures:
                    yield family.code, table.code, code, label, measure, _written(figures[measure], language)


def _written(value: Value, language: str) -> str:
    if value is None:
        return ""
    text = str(value)
    return text if language == "en" or not isinstance(value, Decimal) else text.replace(".", ",")
