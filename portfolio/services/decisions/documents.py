"""What a register writes about a decision: JSON with the digest of the one before it, a chain for each register."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from portfolio.models import Decision, DecisionDocument, Objection
from register.models import Register, User
from register.rules.procedure import OBJECTION, Procedure
from register.rules.regulation import canonical_json
from register.selectors import rules_of

SCHEMA = "decision/1"


def issue(
    decision: Decision, *, kind: DecisionDocument.Kind, now: datetime, objection: Objection | None = None
) -> DecisionDocument:
    """Write the next document of the register, in the caller's transaction, which others of the register wait for."""
    register = Register.objects.select_for_update(no_key=True).get(pk=decision.registration.register_id)
    number, previous = 1, ""
    before = (
        DecisionDocument.objects.filter(register=register).order_by("-number").values_list("number", "digest").first()
    )
    if before is not None:
        number, previous = before[0] + 1, before[1]
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "register": {"code": register.code, "name": register.name},
        "number": number,
        "previous": previous,
        "kind": kind.value,
        "issuedAt": _iso(now),
        "decision": decision_body(decision),
        "procedure": _procedure(rules_of(decision.regulation).procedure, decision),
    }
    if objection is not None:
        body["objection"] = {
            "uuid": str(objection.uuid),
            "receivedAt": _iso(objection.received_at),
            "late": objection.late,
            "outcome": objection.outcome,
            "reasons": objection.reasons,
        }
    return DecisionDocument.objects.create(
        register=register,
        number=number,
        decision=decision,
        kind=kind,
        body=body,
        digest=digest_of(body),
        previous=previous,
        issued_at=now,
    )


def decision_body(decision: Decision) -> dict[str, Any]:
    """A decision as its documents say it."""
    registration = decision.registration
    return {
        "uuid": str(decision.uuid),
        "matter": str(decision.matter),
        "question": decision.question,
        "result": decision.result,
        "adverse": decision.adverse,
        "effectiveOn": decision.effective_on.isoformat(),
        "effect": decision.effect,
        "effectWaits": decision.effect_waits,
        "reasons": decision.reasons,
        "articles": list(decision.articles),
        "hardship": decision.hardship,
        "person": {"name": registration.person.full_name, "number": registration.number},
        "regulation": {
            "inForceFrom": decision.regulation.in_force_from.isoformat(),
            "digest": decision.regulation.digest,
        },
        "standing": decision.standing,
        "preparedAt": _iso(decision.prepared_at),
        "intendedAt": _iso(decision.intended_at),
        "viewUntil": _iso(decision.view_until),
        "view": decision.view,
        "viewAt": _iso(decision.view_at),
        "noViewBecause": decision.no_view_because,
        "byRule": decision.by_rule,
        "decidedBy": _name(decision.decided_by),
        "decidedAt": _iso(decision.decided_at),
        "replaces": str(decision.replaces.uuid) if decision.replaces else None,
    }


def _procedure(procedure: Procedure, decision: Decision) -> dict[str, Any]:
    authority = procedure.authority
    return {
        "authority": dict(authority) if authority else None,
        "objectionWithin": procedure.term(OBJECTION) if decision.decided_at else None,
    }


def _iso(moment: date | datetime | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat() if moment else None


def _name(user: User | None) -> str | None:
    if user is None:
        return None
    return user.person.full_name if user.person else user.email


def digest_of(body: dict[str, Any]) -> str:
    """The sha256 over the canonical JSON of a document."""
    return "sha256:" + sha256(canonical_json(body).encode()).hexdigest()
