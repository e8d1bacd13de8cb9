"""A competence profile from a table: CSV with a row for each level, specialisation, competence and indicator."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from register.rules.problems import Problem, RegulationInvalid, nearest_word

COLUMNS = (
    "kind",
    "code",
    "parent",
    "title_nl",
    "title_en",
    "description_nl",
    "description_en",
    "domain_nl",
    "domain_en",
    "level",
    "for",
)
MOST_ROWS = 5000
Row = Mapping[str, str]
Document = dict[str, Any]


def read_table(text: str) -> Document:
    """The document that a table says; whether it is sound is judged after that.

    Columns are named in the first row, in any order, separated by commas or semicolons. `kind` is profile, level,
    specialisation, ask (`parent` a specialisation, `code` a competence, `level` what it asks), competence or indicator
    (`parent` its competence). Raises RegulationInvalid with every row that cannot be placed.
    """
    lines = text.lstrip("\ufeff")
    reader = csv.DictReader(io.StringIO(lines), delimiter=_separator(lines), strict=True, restkey="", restval="")
    document: Document = {"title": {}, "levels": [], "competences": []}
    problems = _header_problems(reader.fieldnames or ())
    try:
        for number, raw in enumerate([] if problems else reader, start=1):
            if number > MOST_ROWS:
                problems.append(_problem(reader.line_num, "", "too-many-rows", "Te veel rijen.", "Too many rows."))
                break
            row = {name: value.strip() for name, value in raw.items() if isinstance(value, str)}
            if any(row.values()):
                problems += _placed(row, reader.line_num, document)
    except csv.Error as error:
        problems.append(
            _problem(reader.line_num, "", "not-csv", f"Dit is geen CSV: {error}.", f"This is not CSV: {error}.")
        )
    if problems:
        raise RegulationInvalid(problems)
    return document


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(names: Any) -> list[Problem]:
    unknown = [name for name in names if name not in COLUMNS]
    found = [
        Problem(
            1, name, "unknown-column", f"De kolom {name!r} is onbekend.", f"There is no column {name!r}.",
            ", ".join(COLUMNS), nearest_word(name, COLUMNS),
        )
        for name in unknown
    ]  # fmt: skip
    missing = [name for name in ("kind", "code") if name not in names]
    return found + [
        _problem(1, name, "missing-column", f"De kolom {name!r} ontbreekt.", f"The column {name!r} is missing.")
        for name in missing
    ]


def _placed(row: Row, line: int, document: Document) -> list[Problem]:
    kind = row.get("kind", "").lower()
    if kind not in KINDS:
        nl, en = f"{kind!r} is geen soort rij.", f"{kind!r} is no kind of row."
        return [Problem(line, "kind", "unknown-kind", nl, en, ", ".join(KINDS), nearest_word(kind, KINDS))]
    if KINDS[kind](row, document):
        return []
    parent = row.get("parent", "")
    return [
        _problem(
            line,
            "parent",
            "unknown-parent",
            f"Boven deze rij staat geen rij waar {parent!r} naar verwijst.",
            f"No row above this one is what {parent!r} refers to.",
        )
    ]


def _profile(row: Row, document: Document) -> bool:
    document["title"] = _text(row, "title")
    if row.get("level"):
        document["asked"] = row["level"]
    if row.get("description_nl"):
        document["source"] = row["description_nl"]
    return True


def _level(row: Row, document: Document) -> bool:
    document["levels"].append(_described(row))
    return True


def _specialisation(row: Row, document: Document) -> bool:
    document.setdefault("specialisations", []).append({"code": row["code"], "title": _text(row, "title")})
    return True


def _ask(row: Row, document: Document) -> bool:
    for one in document.get("specialisations", []):
        if one["code"] == row.get("parent"):
            one.setdefault("asks", {})[row["code"]] = row.get("level", "")
            return True
    return False


def _competence(row: Row, document: Document) -> bool:
    one = _described(row)
    if domain := _text(row, "domain"):
        one["domain"] = domain
    if row.get("level"):
        one["asked"] = row["level"]
    if row.get("for"):
        one["for"] = row["for"].split()
    document["competences"].append(one)
    return True


def _indicator(row: Row, document: Document) -> bool:
    for one in document["competences"]:
        if one["code"] == row.get("parent"):
            level = {"level": row["level"]} if row.get("level") else {}
            one.setdefault("indicators", []).append({"code": row["code"], "text": _text(row, "title"), **level})
            return True
    return False


def _described(row: Row) -> dict[str, Any]:
    description = _text(row, "description")
    return {"code": row["code"], "title": _text(row, "title")} | ({"description": description} if description else {})


def _text(row: Row, name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in ("nl", "en") if row.get(f"{name}_{language}")}


def _problem(line: int, path: str, code: str, nl: str, en: str) -> Problem:
    return Problem(line, path, code, nl, en)


KINDS: Mapping[str, Callable[[Row, Document], bool]] = {
    "profile": _profile,
    "level": _level,
    "specialisation": _specialisation,
    "ask": _ask,
    "competence": _competence,
    "indicator": _indicator,
}
