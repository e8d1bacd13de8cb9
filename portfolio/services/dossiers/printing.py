"""The dossier as a document to read: the columns that each part shows, in the words of one language."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from portfolio.selectors.parts.part import Column, Made, Part, Table
from portfolio.services.documents.rendering import render
from portfolio.services.dossiers.archive import parts_of
from register.models import Person
from register.rules.phrase_words import MONTHS

# As parts write them; a registration number of eight digits is no day.
DAY_OR_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\d(T[0-9:.]+Z)?")


def print_dossier(*, person: Person, keys: Iterable[str], language: str, now: datetime) -> bytes:
    """The dossier, or the parts of these keys, as a PDF."""
    data = {
        "name": person.full_name,
        "madeOn": day_words(now.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date(), language),
        "installation": settings.PUBLIC_URL.partition("://")[2],
        "period": None,
        "parts": [_part(part, person, language) for part in parts_of(keys) if _printed(part)],
    }
    return render("dossier", data, language=language, now=now)


def day_words(day: date, language: str) -> str:
    """A day in words: 5 maart 2025."""
    return f"{day.day} {MONTHS[day.month - 1][language == 'en']} {day.year}"


def _printed(part: Part) -> bool:
    return any(source.shown for source in part.sources)


def _part(part: Part, person: Person, language: str) -> dict[str, Any]:
    sheets = [_sheet(source, person, language) for source in part.sources if source.shown]
    return {"title": part.nl if language == "nl" else part.en, "tables": [sheet for sheet in sheets if sheet["rows"]]}


def _sheet(source: Table | Made, person: Person, language: str) -> dict[str, Any]:
    rows = [[_cell(column, row[column.key], language) for column in source.shown] for row in source.written(person)]
    # A column in which nobody has anything takes room from the others.
    full = [n for n, _ in enumerate(source.shown) if any(row[n] for row in rows)]
    return {
        "heads": [source.shown[n].nl if language == "nl" else source.shown[n].en for n in full],
        "widths": [source.shown[n].width for n in full],
        "rows": [[row[n] for n in full] for row in rows],
    }


def _cell(column: Column, value: Any, language: str) -> str:
    """A value as people read it. Rows are in JSON already: days and moments are texts."""
    if value is None:
        return ""
    if column.words:
        return column.words.get(value, (str(value), str(value)))[language == "en"]
    if isinstance(value, dict):  # words in two languages
        return str(value.get(language, ""))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _read_aloud(str(value), language)


def _read_aloud(text: str, language: str) -> str:
    if not DAY_OR_MOMENT.fullmatch(text):
        return text
    if len(text) == len("2025-05-12"):
        return day_words(date.fromisoformat(text), language)
    moment = datetime.fromisoformat(text).astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE))
    return day_words(moment.date(), language)
