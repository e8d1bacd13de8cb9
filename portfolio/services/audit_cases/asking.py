"""What follows on a draw: the person is told, what is to be shown is chosen, and an auditor is found."""

import logging
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accreditation.rules.chance import is_drawn
from portfolio.catalogue.audit_cases import AuditAction, AuditState
from portfolio.models import Audit, AuditItem, AuditRound, LedgerEntry
from portfolio.services.audit_cases.assigning import assign_by_load
from portfolio.services.audit_cases.moving import held, move
from register.rules.procedure import AuditProcedure
from register.selectors import rules_of

logger = logging.getLogger(__name__)
AT_ONCE = 500


def ask_drawn(*, today: date, now: datetime) -> int:
    """Ask everybody who was drawn and whose standing is frozen, each in its own transaction. Returns how many.

    At most 500 in one run; the next one asks the rest. Twice is harmless: each is asked once.
    """
    waiting = Audit.objects.filter(state=AuditState.DRAWN, standing__isnull=False).order_by("pk")
    asked = 0
    for audit_id in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        asked += _ask(audit_id, today, now)
    return asked


@transaction.atomic
def _ask(audit_id: int, today: date, now: datetime) -> int:
    free = Audit.objects.select_for_update(skip_locked=True, of=("self",))
    found = free.filter(pk=audit_id, state=AuditState.DRAWN).first()
    if found is None:
        return 0
    audit = held(found)
    procedure = rules_of(audit.cycle.regulation).procedure
    AuditRound.objects.create(
        audit=audit,
        number=1,
        opened_at=now,
        reply_by=procedure.last_day_of(procedure.audit.reply, known_on=today),
    )
    entries = items_of(audit, procedure.audit)
    AuditItem.objects.bulk_create(
        AuditItem(audit=audit, registration=audit.registration, entry=entry) for entry in entries
    )
    move(audit, AuditAction.ASK, actor=None, now=now)
    assign_by_load(audit, actor=None, today=today, now=now)
    return 1


def items_of(audit: Audit, asked: AuditProcedure) -> list[LedgerEntry]:
    """The facts to show: those that counted in the frozen standing, or the share of them that chance draws.

    Chance is a digest over audit and fact: the same whenever it is asked, and known to nobody before the draw.
    """
    entries = list(LedgerEntry.objects.filter(uuid__in=counted(audit.standing or {})).order_by("effective_on", "id"))
    if asked.self_declared_only:
        entries = [one for one in entries if one.validation == LedgerEntry.Validation.SELF_DECLARED]
    share = Decimal(asked.sampled) / 100
    return [one for one in entries if is_drawn(uuid5(audit.uuid, str(one.uuid)), share=share)]


def counted(standing: dict[str, Any]) -> dict[UUID, Decimal]:
    """How much each entry counted in a standing; an entry in several categories with all of them together."""
    found: dict[UUID, Decimal] = {}
    for fact in standing.get("facts", ()):
        amount = Decimal(fact["counted"])
        if amount:
            uuid = UUID(fact["id"].partition("/")[0])
            found[uuid] = found.get(uuid, Decimal()) + amount
    return found
