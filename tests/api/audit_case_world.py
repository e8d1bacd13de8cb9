"""The rows of the world about audits of persons: one in each place where something can be done with it."""

from datetime import timedelta
from typing import Any

from portfolio.models import Audit, AuditExtension, AuditItem, AuditRound
from register.access import Role
from register.clock import today
from tests.audits.auditing import drawn
from tests.factories.evidence import EvidenceFactory
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW

OVER = {"handed_in_at": NOW, "ended_at": NOW}
PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "asked_audit": ("ASKED", {}),
    "assessing_audit": ("ASSESSING", OVER),
    "concluded_audit": ("CONCLUDED", OVER),
    "decided_audit": ("DECIDED", OVER),
}


def add_audits(world: Any) -> None:
    world.employ("auditor", Role.AUDITOR, world["association"])
    registration = world["registration"]
    for name, (state, round_fields) in PLACES.items():
        audit = _audit(world, world["member_cycle"], name, state, **round_fields)
        item = AuditItem.objects.create(audit=audit, registration=registration, entry=world["entry"], **_judged(world))
        item.refresh_from_db()
        world.rows[name], world.rows[f"item_of_{name}"] = audit, item
        evidence = EvidenceFactory(person=registration.person, audit_item=item)
        world.rows[f"evidence_of_{name}"] = evidence
    AuditExtension.objects.create(
        round=world["concluded_audit"].rounds.get(), reason="Op reis.", wished_until=today(), asked_at=NOW
    )
    extended = _audit(world, world["member_cycle"], "extended_audit", "ASKED")
    wished = today() + timedelta(days=60)
    AuditExtension.objects.create(round=extended.rounds.get(), reason="Op reis.", wished_until=wished, asked_at=NOW)
    world.rows["extended_audit"] = extended
    later = NOW + timedelta(days=1)
    world.rows["later_entry"] = LedgerEntryFactory(
        person=registration.person, registration=registration, recorded_at=later, source_key="later"
    )


def _judged(world: Any) -> dict[str, Any]:
    return {"verdict": "ACCEPTED", "judged_at": NOW, "judged_by": world.users["auditor"]}


def _audit(world: Any, cycle: Any, title: str, state: str, **round_fields: Any) -> Audit:
    ended = {"ended_at": NOW} if state == "DECIDED" else {}
    by, auditor = world.users["registrar"], world.users["auditor"]
    audit = drawn(cycle, by=by, at=NOW, title=title, state=state, auditor=auditor, assigned_at=NOW, **ended)
    found = {"finding": audit.standing, "found_at": NOW, "found_by": auditor} if state == "CONCLUDED" else {}
    reply_by = today() + timedelta(days=30)
    AuditRound.objects.create(audit=audit, number=1, opened_at=NOW, reply_by=reply_by, **round_fields, **found)
    return audit


def add_one_more_audit(world: Any) -> None:
    """One more row in the list, with a term and a request for more time."""
    audit = _audit(world, world["stranger_cycle"], f"Steekproef {Audit.objects.count()}", "ASKED")
    AuditExtension.objects.create(round=audit.rounds.get(), reason="Op reis.", wished_until=today(), asked_at=NOW)
