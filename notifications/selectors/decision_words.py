"""What the messages about a decision say of it: not why, for mail is no place for that."""

from typing import Any
from uuid import UUID

from django.conf import settings

from portfolio.catalogue.decisions import QUESTION_WORDS
from portfolio.models import Decision
from register.models import Event


def decision_words(uuid: UUID, language: str) -> dict[str, Any]:
    """What it is about, until when something can be done, and where it is."""
    decision = Decision.objects.select_related("registration__register__association").get(uuid=uuid)
    intended = decision.state == decision.State.INTENDED
    register = decision.registration.register
    return {
        "detail": QUESTION_WORDS[decision.question][language == "en"],
        "due_on": decision.view_until if intended else decision.objection_until,
        "register": register.name,
        "association": register.association.name,
        "link": f"{settings.PUBLIC_URL.rstrip('/')}/api/v1/registration-decisions/{decision.uuid}",
    }


def register_words(event: Event) -> dict[str, Any]:
    """What happened in a register, in a number: how many were decided by rule."""
    register = event.register
    return {
        "detail": str(event.data["decided"]),
        "due_on": None,
        "register": register.name if register else "",
        "association": register.association.name if register else "",
        "path": "registration-decisions",
    }
