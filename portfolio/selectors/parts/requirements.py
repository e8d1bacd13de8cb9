"""What the latest standing of each registration says of every requirement."""

from typing import Any

from portfolio.models import Standing
from portfolio.selectors.parts.columns import DAY
from portfolio.selectors.parts.part import EVER, During, Rows
from register.models import Person

TEXT = {"type": "string"}
WORDS = {"type": "object", "properties": {"nl": TEXT, "en": TEXT}, "required": ["nl", "en"]}
REQUIREMENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "register": TEXT,
        "asOf": DAY,
        "label": WORDS,
        "required": TEXT,
        "counted": TEXT,
        "short": TEXT,
        "unit": TEXT,
        "met": {"type": "boolean"},
        "article": TEXT,
    },
    "additionalProperties": False,
}
REQUIREMENT_SCHEMA["required"] = list(REQUIREMENT_SCHEMA["properties"])


def requirements_of(person: Person, *, during: During = EVER) -> Rows:
    """Each requirement of the last cycle of each registration: as it stands now, whatever the period."""
    rows = Standing.objects.filter(cycle__registration__person=person).order_by("cycle__registration", "-cycle")
    seen: set[int] = set()
    for standing in rows.select_related("cycle__registration__register"):
        registration = standing.cycle.registration
        if registration.pk in seen:
            continue
        seen.add(registration.pk)
        for found in standing.document.get("requirements", ()):
            yield {
                "register": registration.register.code,
                "asOf": standing.as_of.isoformat(),
                "label": {language: found["label"][language] for language in ("nl", "en")},
                **{key: found[key] for key in ("required", "counted", "short", "unit", "met", "article")},
            }
