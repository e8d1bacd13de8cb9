"""Conversations, of the other who comes by the link: no account, only the key that was mailed."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.reflection.conversation_shapes import (
    ConversationKeyIn,
    ConversationOut,
    GuestDutyIn,
    GuestPreparationIn,
    GuestRecordIn,
    GuestSignatureIn,
)
from portfolio.api.reflection.conversations import CONVERSATIONS
from portfolio.catalogue.reflection import Side
from portfolio.models import Conversation
from portfolio.services.conversations.holding import prepare_conversation, record_conversation
from portfolio.services.conversations.moving import Party
from portfolio.services.conversations.proposing import accept_as_manager, decline_conversation
from portfolio.services.conversations.signing import sign_conversation
from portfolio.services.duties import Judge, decide_duty
from register.access import VISITOR, Actor, Permission
from register.clock import today
from register.errors import Conflict
from register.scoping import ScopedView
from register.scoping.limits import VisitorLimit

GUEST = Party(Side.OTHER)


class _GuestView(ScopedView):
    """A step of the other by the key. A peer reads the question by it, and does everything else with an account."""

    past_walls = "Who asks has a key and no account."
    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [VisitorLimit]
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": ConversationKeyIn}
    answers = {"POST": (409,)}
    gives = {"POST": ConversationOut}

    def actor_of(self, request: Request) -> Actor:
        return VISITOR

    def opened(self, uuid: UUID) -> tuple[Conversation, dict[str, Any]]:
        """The conversation that the key in the body opens, and the rest of the body."""
        conversation = Conversation.objects.filter(uuid=uuid).first()
        body = self.body()
        if conversation is None or not conversation.opens_with(body.pop("key"), now=self.now()):
            raise Http404
        return conversation, body

    def of_manager(self, uuid: UUID) -> tuple[Conversation, dict[str, Any]]:
        conversation, body = self.opened(uuid)
        if conversation.kind != Conversation.Kind.MANAGER:
            raise Conflict(
                nl="Meld u aan met uw account en aanvaard het gesprek daar, met de sleutel uit de mail.",
                en="Sign in with your account and accept the conversation there, with the key of the mail.",
            )
        return conversation, body

    def answered(self, conversation: Conversation) -> Response:
        answer = self.shown(CONVERSATIONS.get(pk=conversation.pk), status=201)
        answer["Cache-Control"] = "no-store"
        return answer


class GuestOpeningList(_GuestView):
    answers = {}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Read the conversation that you were asked for."""
        return self.answered(self.opened(uuid)[0])


class GuestAcceptanceList(_GuestView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Take part, as the manager."""
        return self.answered(accept_as_manager(conversation=self.of_manager(uuid)[0], now=self.now()))


class GuestRefusalList(_GuestView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you do not take part."""
        return self.answered(decline_conversation(conversation=self.opened(uuid)[0], party=GUEST, now=self.now()))


class GuestPreparationList(_GuestView):
    takes = {"POST": GuestPreparationIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare the conversation, for yourself until you share it."""
        conversation, body = self.of_manager(uuid)
        return self.answered(prepare_conversation(conversation=conversation, party=GUEST, **body, now=self.now()))


class GuestRecordList(_GuestView):
    takes = {"POST": GuestRecordIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Write down that it was held and what was agreed, for both to sign."""
        conversation, body = self.of_manager(uuid)
        written = record_conversation(conversation=conversation, party=GUEST, **body, today=today(), now=self.now())
        return self.answered(written)


class GuestSignatureList(_GuestView):
    takes = {"POST": GuestSignatureIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Sign what you read. Once both signed, nothing changes any more."""
        conversation, body = self.of_manager(uuid)
        return self.answered(sign_conversation(conversation=conversation, party=GUEST, **body, now=self.now()))


class GuestDutyDecisionList(_GuestView):
    takes = {"POST": GuestDutyIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say whether a duty that was agreed with you was fulfilled."""
        conversation, body = self.of_manager(uuid)
        duty = conversation.duties.filter(uuid=body.pop("duty")).first()
        if duty is None:
            raise Http404
        judge = Judge(actor=None, name=conversation.name)
        decide_duty(duty=duty, **body, judge=judge, today=today(), now=self.now())
        return self.answered(conversation)
