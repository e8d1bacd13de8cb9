"""Conversations, of the two with an account: the professional and the peer."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.reflection.conversation_shapes import (
    ConversationIn,
    ConversationKeyIn,
    ConversationOut,
    ConversationQuery,
    ConversationRecordIn,
    PreparationIn,
    SignatureIn,
)
from portfolio.api.reflection.own import OwnStepIn, OwnView
from portfolio.api.reflection.reflection_shapes import ReflectionDeclarationIn
from portfolio.api.shapes import LedgerEntryOut
from portfolio.catalogue.reflection import Side
from portfolio.models import Conversation
from portfolio.services.conversations.holding import prepare_conversation, record_conversation
from portfolio.services.conversations.moving import Party
from portfolio.services.conversations.proposing import (
    accept_as_peer,
    cancel_conversation,
    decline_conversation,
    invite_again,
    propose_conversation,
)
from portfolio.services.conversations.signing import sign_conversation
from portfolio.services.reflections.declaring import declare_conversation
from register.access import Permission
from register.clock import today
from register.errors import Forbidden

CONVERSATIONS = Conversation.objects.select_related("person", "template", "corrects").prefetch_related(
    "preparations", "agreements", "duties"
)


class ConversationList(OwnView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": ConversationQuery}
    takes = {"POST": ConversationIn}
    gives = {"GET": ConversationOut, "POST": ConversationOut}
    paginated = True
    counted = frozenset({"POST"})

    def get(self, request: Request) -> Response:
        """Your conversations, and those you take part in as a peer."""
        return self.page(CONVERSATIONS.all())

    def post(self, request: Request) -> Response:
        """Ask a peer or a manager for a conversation, by mail."""
        asked = propose_conversation(person=self.own_person(), **self.body(), actor=self.actor, now=self.now())
        return self.created(asked, at="conversation")


class ConversationDetail(OwnView):
    permissions = {"GET": None}
    gives = {"GET": ConversationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One conversation, as you may see it."""
        return self.shown(self.get_or_404(CONVERSATIONS.all(), uuid=uuid))


class _StepView(OwnView):
    """A step of one of the two, who comes with an account."""

    takes = {"POST": OwnStepIn}
    gives = {"POST": ConversationOut}

    def seen(self, uuid: UUID) -> tuple[Conversation, Party]:
        conversation = self.get_or_404(CONVERSATIONS.all(), uuid=uuid)
        own = conversation.person_id == self.actor.person_id
        return conversation, Party(Side.OWNER if own else Side.OTHER, self.actor)

    def own(self, uuid: UUID) -> Conversation:
        conversation, party = self.seen(uuid)
        if party.side is not Side.OWNER:
            raise Forbidden(nl="Alleen wie het gesprek vroeg doet dit.", en="Only whoever asked for it does this.")
        return conversation

    def answered(self, conversation: Conversation) -> Response:
        return self.created(CONVERSATIONS.get(pk=conversation.pk), at="conversation")


class ConversationInvitationList(_StepView):
    counted = frozenset({"POST"})

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send the other a new key. The one before opens nothing any more."""
        conversation = self.own(uuid)
        self.body()
        return self.answered(invite_again(conversation=conversation, actor=self.actor, now=self.now()))


class ConversationAcceptanceList(_StepView):
    past_walls = "Who accepts comes with the key of the invitation."
    takes = {"POST": ConversationKeyIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take part as the peer, with the key that was mailed to you."""
        asked = Conversation.objects.filter(uuid=uuid).first()  # whoever holds the key sees it
        body: dict[str, Any] = self.body()
        if asked is None or not asked.opens_with(body["key"], now=self.now()):
            raise Http404
        return self.answered(accept_as_peer(conversation=asked, actor=self.actor, today=today(), now=self.now()))


class ConversationRefusalList(_StepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """As the peer: withdraw from a conversation that was not held yet."""
        conversation, party = self.seen(uuid)
        self.body()
        if party.side is not Side.OTHER:
            raise Forbidden(nl="Zeg het gesprek af; weigeren doet de ander.", en="Cancel it; the other declines.")
        return self.answered(decline_conversation(conversation=conversation, party=party, now=self.now()))


class ConversationCancellationList(_StepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Call a conversation of yours off, until both signed."""
        conversation = self.own(uuid)
        self.body()
        return self.answered(cancel_conversation(conversation=conversation, actor=self.actor, now=self.now()))


class ConversationPreparationList(_StepView):
    takes = {"POST": PreparationIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare a conversation, for yourself until you share it."""
        conversation, party = self.seen(uuid)
        return self.answered(
            prepare_conversation(conversation=conversation, party=party, **self.body(), now=self.now())
        )


class ConversationRecordList(_StepView):
    takes = {"POST": ConversationRecordIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Write down that it was held and what was agreed, for both to sign."""
        conversation, party = self.seen(uuid)
        written = record_conversation(
            conversation=conversation, party=party, **self.body(), today=today(), now=self.now()
        )
        return self.answered(written)


class ConversationSignatureList(_StepView):
    takes = {"POST": SignatureIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Sign what you read. Once both signed, nothing changes any more."""
        conversation, party = self.seen(uuid)
        return self.answered(sign_conversation(conversation=conversation, party=party, **self.body(), now=self.now()))


class ConversationDeclarationList(_StepView):
    takes = {"POST": ReflectionDeclarationIn}
    gives = {"POST": LedgerEntryOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Have a conversation that both signed counted by your register: that it was held, not what was said."""
        entry = declare_conversation(
            conversation=self.own(uuid), **self.body(), actor=self.actor, today=today(), now=self.now()
        )
        return self.created(entry, at="ledger-entry")
