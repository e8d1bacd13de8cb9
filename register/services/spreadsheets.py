"""Tables as CSV that the spreadsheets of a language open rightly, and that no cell can turn against its reader."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[object]], *, language: str) -> Iterator[str]:
    """The table line by line, its header first: semicolons between cells in Dutch, commas in English.

    A text that looks like a formula gets an apostrophe in front.
    """
    writer = csv.writer(_Lines(), delimiter="," if language == "en" else ";")
    yield "\ufeff" + str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([_harmless(value) for value in row]))


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class _Lines:
    """Gives each line back to whoever wrote it."""

    def write(self, line: str) -> str:
        return line
