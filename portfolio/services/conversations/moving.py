"""How a conversation moves: who of the two acts, one row of the table, one conditional update, and who is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portfolio.catalogue.reflection import CONVERSATIONS, Side
from portfolio.errors.reflection import ConversationMoved
from portfolio.models import Conversation
from register.access import Actor
from register.services.events import record_event


@dataclass(frozen=True, slots=True)
class Party:
    """Who of the two acts: with an account, or (actor None) by the link."""

    side: Side
    actor: Actor | None = None

    @property
    def opposite(self) -> Side:
        """The side of the other one."""
        return Side.OTHER if self.side is Side.OWNER else Side.OWNER


def held(conversation: Conversation) -> Conversation:
    """The conversation as it is now, kept from everybody else until the end of the transaction."""
    rows = Conversation.objects.select_related("person", "peer", "template")
    return rows.select_for_update(of=("self",)).get(pk=conversation.pk)


def move(conversation: Conversation, action: str, **values: Any) -> Conversation:
    """Take one step of the table. ConversationMoved when it is not there (any more)."""
    step = CONVERSATIONS[action]
    rows = Conversation.objects.filter(pk=conversation.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        raise moved(conversation)
    conversation.refresh_from_db()
    return conversation


def moved(conversation: Conversation) -> ConversationMoved:
    """The error for what cannot be done where the conversation stands now."""
    conversation.refresh_from_db(fields=["state"])
    return ConversationMoved(
        nl=f"Dit kan niet (meer): het gesprek staat op {conversation.state}.",
        en=f"This is not possible (any more): the conversation is {conversation.state}.",
    )


def record(kind: str, conversation: Conversation, party: Party | None, now: datetime, *, tells: Side) -> None:
    """Append an event, which one of the two may hear of. Names no register: it is between the two."""
    listener = conversation.person_id if tells is Side.OWNER else conversation.peer_id
    record_event(
        kind=kind,
        subject_type="conversation",
        subject_uuid=conversation.uuid,
        person_id=listener,
        data={"tells": tells.value},
        actor=party.actor if party else None,
        now=now,
    )
