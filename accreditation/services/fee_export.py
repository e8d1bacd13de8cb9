"""Fees as a file for bookkeeping, in the form that spreadsheets of the language expect."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accreditation.models import Fee

COLUMNS = {
    "nl": (
        "kenmerk",
        "register",
        "aanbiedercode",
        "aanbieder",
        "aanvraag",
        "tarief",
        "omschrijving",
        "bedrag",
        "valuta",
        "status",
        "verschuldigd op",
        "te betalen voor of op",
    ),
    "en": (
        "fee",
        "register",
        "provider code",
        "provider",
        "application",
        "tariff",
        "description",
        "amount",
        "currency",
        "state",
        "charged on",
        "pay by",
    ),
}
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 2000


def fees_as_csv(fees: QuerySet[Fee], language: str) -> Iterator[str]:
    """The fees line by line, oldest first. Dutch: semicolons between cells and a comma in amounts.

    A cell with somebody's words never becomes a formula: it gets an apostrophe in front when it looks like one.
    """
    chosen = "en" if language == "en" else "nl"
    writer = csv.writer(_Lines(), delimiter="," if chosen == "en" else ";")
    yield "\ufeff" + str(writer.writerow(COLUMNS[chosen]))
    rows = fees.select_related("provider", "register").order_by("charged_on", "pk")
    for fee in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield str(writer.writerow([_harmless(value) for value in _cells(fee, chosen)]))


def _cells(fee: Fee, language: str) -> tuple[Any, ...]:
    return (
        str(fee.uuid),
        fee.register.code,
        fee.provider.code,
        fee.provider.name,
        str(fee.application_uuid),
        fee.tariff,
        fee.label[language],
        _amount(fee.amount, language),
        fee.currency,
        fee.state,
        fee.charged_on.isoformat(),
        fee.pay_by.isoformat(),
    )


def _amount(amount: Decimal, language: str) -> str:
    text = f"{amount:.2f}"
    return text if language == "en" else text.replace(".", ",")


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class _Lines:
    """Gives each line back to whoever wrote it."""

    def write(self, line: str) -> str:
        return line
