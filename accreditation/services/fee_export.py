"""Fees as a file for bookkeeping, in the form that spreadsheets of the language expect."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accreditation.models import Fee
from register.services.spreadsheets import as_csv

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
ROWS_AT_ONCE = 2000


def fees_as_csv(fees: QuerySet[Fee], language: str) -> Iterator[str]:
    """The fees line by line, oldest first, safe to open. Dutch: semicolons between cells and a comma in amounts."""
    chosen = "en" if language == "en" else "nl"
    rows = fees.select_related("provider", "register").order_by("charged_on", "pk")
    lines = (_cells(fee, chosen) for fee in rows.iterator(chunk_size=ROWS_AT_ONCE))
    return as_csv(COLUMNS[chosen], lines, language=chosen)


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
