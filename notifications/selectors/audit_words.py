"""What the messages about an audit say of it: of which register, and by when something is to be shown."""

from typing import Any
from uuid import UUID

from portfolio.catalogue.audit_cases import ANSWERING
from portfolio.models import Audit


def audit_words(uuid: UUID, language: str) -> dict[str, Any]:
    """Which register, the last day of the term that runs, and where it is."""
    audit = Audit.objects.select_related("registration__register__association", "run").get(uuid=uuid)
    running = audit.rounds.order_by("-number").first() if audit.state in ANSWERING else None
    register = audit.registration.register
    return {
        "detail": audit.run.title,
        "due_on": running.reply_by if running else None,
        "register": register.name,
        "association": register.association.name,
        "path": f"audits/{audit.uuid}",
    }
