"""Figures for the board as tables with bars: drawn by the server, without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from portfolio.models import Figures
from portfolio.selectors.figures.tables import Asked, Row, Table, Value
from portfolio.selectors.figures.whole import register_figures
from register.access import Permission
from register.clock import today
from register.scoping import ScopedAdmin

WORDS = {
    "nl": {
        "group": "groep",
        "total": "totaal",
        "none": "Niets in deze periode.",
        "few": "te weinig mensen",
        "why": "Een streepje staat waar een getal over minder dan tien mensen zou gaan, of zo'n getal zou verraden.",
        "period": "Maanden",
        "until": "tot",
    },
    "en": {
        "group": "group",
        "total": "total",
        "none": "Nothing in this period.",
        "few": "too few people",
        "why": "A dash stands where a number would be of fewer than ten people, or would give such a number away.",
        "period": "Months",
        "until": "until",
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the page. `width` is the length of the bar, in hundredths of the longest."""

    label: str
    cells: tuple[Value, ...]
    width: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table as the page shows it."""

    label: str
    measures: tuple[str, ...]
    lines: tuple[Line, ...]
    total: tuple[Value, ...] | None


@admin.register(Figures)
class FiguresAdmin(ScopedAdmin):
    """Choose a register for its figures over the last twelve months; others, and CSV, through the API."""

    read_permission = Permission.READ_FIGURES
    list_display = ["name", "code", "association"]
    list_select_related = ["association"]
    ordering = ["name"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        register = self.get_object(request, object_id)  # of those that the account sees
        if register is None or not self.has_view_permission(request, register):
            raise Http404
        asked = Asked.of(register, on=today())
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        families = [(one.label[language], list(_drawn(one.tables, language))) for one in register_figures(asked)]
        context = self.admin_site.each_context(request) | {
            "title": register.name,
            "opts": self.opts,
            "asked": asked,
            "families": families,
            "words": WORDS[language],
        }
        return TemplateResponse(request, "portfolio/figures/figures.html", context)


def _drawn(tables: tuple[Table, ...], language: str) -> Iterator[Drawn]:
    for table in tables:
        drawn = next(iter(table.measures))
        known = [row.figures[drawn] for row in table.rows]
        longest = max((value for value in known if value is not None), default=0)
        yield Drawn(
            table.label[language],
            tuple(label[language] for label in table.measures.values()),
            tuple(_line(row, table, row.figures[drawn], longest, language) for row in table.rows),
            None if table.total is None else tuple(table.total[name] for name in table.measures),
        )


def _line(row: Row, table: Table, value: Value, longest: Decimal | int, language: str) -> Line:
    width = None if value is None else round(100 * value / longest) if longest else 0
    return Line(row.label[language], tuple(row.figures[name] for name in table.measures), width)
