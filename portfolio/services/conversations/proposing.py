"""Asking for a conversation, and what the other says to that."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from portfolio.catalogue.reflection import Side
from portfolio.errors.reflection import ConversationMoved
from portfolio.models import Conversation, ReflectionTemplate
from portfolio.services.conversations.moving import Party, move, moved, record
from portfolio.services.reflections.templates import out_of_use
from portfolio.services.reflections.writing import refuse_unasked
from register.access import Actor
from register.errors import FieldProblem, Forbidden, InvalidInput, Limit
from register.models import Event, Person, Registration, User
from register.services.limits import refuse_beyond

LINK = timedelta(days=365)
A_DAY = Limit("conversations", 20, timedelta(days=1))
"""Mails to addresses of one's own choice, of one professional."""
ASKED = "conversation.proposed"
Kind = Conversation.Kind


@transaction.atomic
def propose_conversation(
    *,
    person: Person,
    kind: str,
    email: str,
    template: ReflectionTemplate | None = None,
    actor: Actor,
    now: datetime,
    **values: Any,
) -> Conversation:
    """Ask a peer or a manager for a conversation, by a mail to the address. TooOften after 20 mails a day."""
    if template is not None and template.replaced_at is not None:
        raise out_of_use()
    refuse_unasked(template, {}, purpose=kind)
    _refuse_own_address(person, email)
    _refuse_flood(person, now)
    conversation = Conversation.objects.create(
        person=person,
        kind=kind,
        email=email.lower(),
        template=template,
        link_expires_at=now + LINK,
        proposed_at=now,
        **values,
    )
    conversation.refresh_from_db(fields=["uuid"])
    record(ASKED, conversation, Party(Side.OWNER, actor), now, tells=Side.OTHER)
    return conversation


@transaction.atomic
def invite_again(*, conversation: Conversation, actor: Actor, now: datetime) -> Conversation:
    """Send a new key to the address; the one before opens nothing any more. For who lost the mail, or it leaked."""
    _refuse_flood(conversation.person, now)
    waiting = Conversation.objects.filter(pk=conversation.pk, state__in=["PROPOSED", "ACCEPTED", "HELD"], peer=None)
    if not waiting.update(invitation=F("invitation") + 1, link_expires_at=now + LINK):
        raise moved(conversation)
    conversation.refresh_from_db()
    record(ASKED, conversation, Party(Side.OWNER, actor), now, tells=Side.OTHER)
    return conversation


@transaction.atomic
def accept_as_peer(*, conversation: Conversation, actor: Actor, today: date, now: datetime) -> Conversation:
    """Take up the conversation with an account that belongs to a registered person other than who asks."""
    if conversation.kind != Kind.PEER:
        raise Forbidden(nl="Een leidinggevende antwoordt met de link.", en="A manager answers by the link.")
    person_id = actor.person_id
    registrations = Registration.objects.filter(person=person_id, registered_on__lte=today)
    if person_id is None or not registrations.exclude(ended_before__lte=today).exists():
        raise Forbidden(
            nl="Alleen wie zelf in een register staat, is gesprekspartner. Meld u aan met dat account.",
            en="Only somebody on a register is a peer. Sign in with that account.",
        )
    if person_id == conversation.person_id:
        raise Forbidden(nl="Een gesprek voert u met een ander.", en="A conversation is with somebody else.")
    move(conversation, "accept", peer_id=person_id)
    record("conversation.accepted", conversation, Party(Side.OTHER, actor), now, tells=Side.OWNER)
    return conversation


@transaction.atomic
def accept_as_manager(*, conversation: Conversation, now: datetime) -> Conversation:
    """Take up the conversation by the link."""
    if conversation.kind != Kind.MANAGER:
        raise ConversationMoved(
            nl="Meld u aan met uw account en aanvaard het gesprek daar, met de sleutel uit de mail.",
            en="Sign in with your account and accept the conversation there, with the key of the mail.",
        )
    move(conversation, "accept")
    record("conversation.accepted", conversation, Party(Side.OTHER), now, tells=Side.OWNER)
    return conversation


@transaction.atomic
def decline_conversation(*, conversation: Conversation, party: Party, now: datetime) -> Conversation:
    """The other does not want to, or can't."""
    move(conversation, "decline")
    record("conversation.declined", conversation, party, now, tells=Side.OWNER)
    return conversation


@transaction.atomic
def cancel_conversation(*, conversation: Conversation, actor: Actor, now: datetime) -> Conversation:
    """Call it off, until both signed. The other no longer comes in by the link."""
    move(conversation, "cancel", remind_on=None)
    record("conversation.cancelled", conversation, Party(Side.OWNER, actor), now, tells=Side.OTHER)
    return conversation


def _refuse_own_address(person: Person, email: str) -> None:
    own = {person.email.lower(), *User.objects.filter(person=person).values_list("email", flat=True)}
    if email.lower() in own:
        nl, en = "Dit is uw eigen adres.", "This is your own address."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/email", "own-address", nl, en),))


def _refuse_flood(person: Person, now: datetime) -> None:
    own = Conversation.objects.filter(person=person).values("uuid")
    refuse_beyond(
        A_DAY,
        Event.objects.filter(kind=ASKED, subject_uuid__in=own),
        moment="recorded_at",
        now=now,
        nl="U hebt vandaag al veel mensen gevraagd. Probeer het morgen weer.",
        en="You have asked many people today. Try again tomorrow.",
    )
