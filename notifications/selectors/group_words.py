"""What the messages about decisions for a group say of them: what it is called and where it is, not who is in it."""

from typing import Any
from uuid import UUID

from portfolio.models import GroupDecision, GroupDecisionLine


def group_words(uuid: UUID, language: str) -> dict[str, Any]:
    """For those who prepare, take and follow it."""
    decision = GroupDecision.objects.select_related("association").get(uuid=uuid)
    return {
        "detail": decision.title,
        "due_on": None,
        "association": decision.association.name,
        "path": f"group-decisions/{decision.uuid}",
    }


def group_line_words(uuid: UUID, language: str) -> dict[str, Any]:
    """For whom it did something."""
    line = GroupDecisionLine.objects.select_related("decision", "registration__register__association").get(uuid=uuid)
    register = line.registration.register
    return {
        "detail": line.decision.title,
        "due_on": None,
        "register": register.name,
        "association": register.association.name,
        "path": f"group-decision-lines/{line.uuid}",
    }
