"""What the tests of delivery do over and over."""

from datetime import date, datetime
from decimal import Decimal

from notifications.models import Notice
from notifications.services.delivery import deliver_notice
from portfolio.models import LedgerEntry
from portfolio.services.ledger import record_entry
from tests.factories.register import NOW

TODAY = date(2026, 8, 28)


def deliver(notice: Notice, *, at: datetime = NOW, on: date = TODAY) -> Notice.State | None:
    state = deliver_notice(notice_id=notice.pk, on=on, clock=lambda: at, jitter=lambda: 0.5)
    notice.refresh_from_db()
    return state


def earn(notice: Notice, quantity: int, category: str = "oda", unit: str = "hour") -> None:
    record_entry(
        person=notice.person,
        registration=notice.registration,
        kind="activity",
        on=date(2025, 5, 12),
        category=category,
        quantity=Decimal(quantity),
        unit=unit,
        source_key=f"test/{category}/{quantity}",
        validation=LedgerEntry.Validation.OFFICE,
        actor=None,
        now=NOW,
    )
