"""What can be said of a conversation, or of a personal duty, to the one who hears of the event."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings

from portfolio.catalogue.reflection import ConversationState, Side
from portfolio.models import Conversation, Duty
from portfolio.models.conversation import OPEN_TO_LINK
from register.models import Event

Words = dict[str, Any]


def conversation_words(event: Event) -> Words:
    """With whom it is, never what about. Who came in by a key gets it, and nobody else."""
    conversation = Conversation.objects.select_related("person").filter(uuid=event.subject_uuid).first()
    words = {"association": _sender(), "partner": "", "path": ""}
    if conversation is None:  # erased since
        return words
    if event.data["tells"] == Side.OWNER:
        return words | {"partner": conversation.name, "path": f"conversations/{conversation.uuid}"}
    words["partner"] = conversation.person.full_name
    if conversation.peer_id is not None:
        return words | {"path": f"conversations/{conversation.uuid}"}
    if conversation.state not in OPEN_TO_LINK:
        return words
    return words | _way_in(conversation)


def _way_in(conversation: Conversation) -> Words:
    peer = conversation.kind == Conversation.Kind.PEER and conversation.state == ConversationState.PROPOSED
    place = "conversations/{}/acceptances" if peer else "conversation-links/{}/openings"
    return {
        "key": conversation.key,
        "account": peer,
        "due_on": conversation.link_expires_at.date(),
        "path": place.format(conversation.uuid),
    }


def duty_words(event: Event) -> Words:
    """By when it has to be done. What has to be done is in the mail when an office laid it, not when two agreed it."""
    rows = Duty.objects.select_related("registration__register__association", "conversation")
    duty = rows.filter(uuid=event.subject_uuid).first()
    if duty is None:  # erased since
        return {"association": _sender(), "path": ""}
    words: Words = {"association": _sender(), "due_on": duty.due_on, "path": f"duties/{duty.uuid}"}
    if duty.registration is not None:
        register = duty.registration.register
        reported = event.kind == "duty.reported"
        words |= {"detail": duty.title, "reason": duty.account if reported else duty.reason}
        words |= {"register": register.name, "association": register.association.name}
    talk = duty.conversation
    # Only what is told to the other side alone holds the key.
    if event.kind == "duty.reported" and talk is not None and duty.agreed_with_id is None:
        words |= {"key": talk.key, "path": f"conversation-links/{talk.uuid}/duty-decisions"}
    return words


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
