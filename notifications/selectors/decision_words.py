"""What the messages about a decision say of it: not why, for mail is no place for that."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from portfolio.models import Decision

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "RENEWAL": ("herregistratie", "renewal"),
    "POSTPONEMENT": ("uitstel", "postponement"),
    "DISPENSATION": ("dispensatie", "dispensation"),
    "AUDIT": ("steekproef", "audit"),
    "DEREGISTRATION": ("uitschrijving", "deregistration"),
    "RE_ENTRY": ("herintreding", "re-entry"),
    "STATUS": ("status van de registratie", "status of the registration"),
    "DISCIPLINE": ("maatregel van de tuchtrechter", "disciplinary measure"),
}


def decision_words(uuid: UUID, language: str) -> dict[str, Any]:
    """What it is about, until when something can be done, and where it is."""
    decision = Decision.objects.select_related("registration__register__association").get(uuid=uuid)
    intended = decision.state == decision.State.INTENDED
    register = decision.registration.register
    return {
        "detail": QUESTIONS[decision.question][language == "en"],
        "due_on": decision.view_until if intended else decision.objection_until,
        "register": register.name,
        "association": register.association.name,
        "link": f"{settings.PUBLIC_URL.rstrip('/')}/api/v1/registration-decisions/{decision.uuid}",
    }
