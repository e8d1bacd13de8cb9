"""What the rules of each register read in a person's ledger, so that another installation reads the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portfolio.selectors.dossiers import DETAILS, facts_known
from portfolio.selectors.parts.columns import DAY, RANGE, written
from portfolio.selectors.parts.part import EVER, During, Rows
from register.models import Person
from register.rules.facts import KINDS, UNITS, Fact

# Everything on record, whenever it was recorded.
ALL_KNOWN = datetime(9999, 1, 1, tzinfo=UTC)
NOTHING: tuple[object, ...] = (None, (), {})
TEXT = {"type": ["string", "null"]}
FACT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1, "maxLength": 60},
        "registration": {"type": "string", "format": "uuid"},
        "kind": {"enum": list(KINDS)},
        "effectiveOn": DAY,
        "during": {"anyOf": [RANGE, {"type": "null"}]},
        "category": TEXT | {"maxLength": 60},
        "code": TEXT | {"maxLength": 60},
        "quantity": TEXT | {"pattern": r"^\d{1,9}(\.\d{1,3})?$"},
        "unit": {"enum": [*UNITS, None]},
        "tags": {"type": "array", "items": {"type": "string", "maxLength": 60}, "maxItems": 100},
        "details": {"type": "object", "propertyNames": {"enum": list(DETAILS)}},
    },
    "additionalProperties": False,
}
FACT_SCHEMA["required"] = list(FACT_SCHEMA["properties"])


def facts_of(person: Person, *, during: During = EVER) -> Rows:
    """Each fact of each registration, in the terms of a ledger entry: with the worth that its register gave it."""
    rows = person.registrations.order_by("pk").values_list("pk", "uuid")
    for registration, uuid in rows:
        for fact in facts_known([registration], known_at=ALL_KNOWN).get(registration, ()):
            if (during.start is None or fact.day >= during.start) and (during.end is None or fact.day < during.end):
                yield _row(fact) | {"registration": str(uuid)}


def _row(fact: Fact) -> dict[str, Any]:
    span = None
    if fact.since is not None:
        after = fact.until + timedelta(days=1) if fact.until else None
        span = {"from": written(fact.since), "before": written(after)}
    return {
        "id": fact.id,
        "kind": fact.kind,
        "effectiveOn": written(fact.day),
        "during": span,
        "category": fact.category,
        "code": fact.code,
        "quantity": written(fact.quantity),
        "unit": fact.unit,
        "tags": list(fact.tags),
        "details": {name: _detail(value) for name in DETAILS if (value := getattr(fact, name)) not in NOTHING},
    }


def _detail(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return {key: written(share) for key, share in value.items()} if hasattr(value, "items") else written(value)
