"""The header of an attendance list: which columns there are, and what is wrong with those that were sent."""

import csv
import difflib
from collections.abc import Sequence

from register.errors import FieldProblem

NUMBER, EDITION, DAY, REGISTER = "registration_number", "edition", "attended_on", "register"
REQUIRED = (NUMBER, EDITION, DAY)
KNOWN = (*REQUIRED, REGISTER)
SEPARATORS = (",", ";", "\t")
SHOWN = 40


def best_separator(header: str) -> str:
    """The separator that makes the most known columns of the header line; between equals, the most columns."""

    def fit(separator: str) -> tuple[int, int]:
        names = column_names(next(csv.reader([header], delimiter=separator), []))
        return len(set(names) & set(KNOWN)), len(names)

    return max(SEPARATORS, key=fit)


def column_names(cells: Sequence[str]) -> list[str]:
    """Names as we compare them: whatever the case, without the empty columns a spreadsheet leaves at the end."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def problems_of(names: Sequence[str], row: int) -> tuple[FieldProblem, ...]:
    """Everything wrong with the header in line `row`, each with what to do."""
    problems = [_missing(name, names, row) for name in REQUIRED if name not in names]
    for position, name in enumerate(names, start=1):
        place = f"row {row}, column {position}"
        if name in names[: position - 1]:
            problems.append(
                FieldProblem(
                    place,
                    "column-twice",
                    f"De kolom {_short(name)} staat er twee keer in. Laat er één weg.",
                    f"The column {_short(name)} is there twice. Leave one out.",
                )
            )
        elif name not in KNOWN:
            problems.append(_unknown(name, place))
    return tuple(problems)


def _missing(name: str, names: Sequence[str], row: int) -> FieldProblem:
    found = ", ".join(_short(each) for each in names[:10]) + (", …" if len(names) > 10 else "")
    return FieldProblem(
        f"row {row}",
        "column-missing",
        f"De kolom {name} ontbreekt. Gevonden: {found or 'niets'}. Zet de namen van de kolommen in de eerste regel.",
        f"The column {name} is missing. Found: {found or 'nothing'}. Put the names of the columns in the first line.",
    )


def _unknown(name: str, place: str) -> FieldProblem:
    if not name:
        return FieldProblem(
            place,
            "column-unnamed",
            "Deze kolom heeft geen naam. Geef de kolom een naam of laat hem weg.",
            "This column has no name. Name it or leave it out.",
        )
    near = difflib.get_close_matches(name, KNOWN, n=1)
    known = ", ".join(KNOWN)
    return FieldProblem(
        place,
        "column-unknown",
        f"De kolom {_short(name)} is niet bekend. "
        + (f"Bedoelt u {near[0]}?" if near else f"Laat hem weg; bekend zijn {known}."),
        f"The column {_short(name)} is not known. "
        + (f"Did you mean {near[0]}?" if near else f"Leave it out; known are {known}."),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
