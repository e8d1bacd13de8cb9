"""Preparing a conversation, each for themselves, and writing down that it was held and what was agreed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from portfolio.catalogue.reflection import ConversationState, Side
from portfolio.models import Agreement, Conversation, Preparation
from portfolio.services.conversations.moving import Party, held, move, moved, record
from portfolio.services.reflections.writing import refuse_unasked
from register.errors import FieldProblem, InvalidInput

FIRST_REMINDER = timedelta(days=7)


@transaction.atomic
def prepare_conversation(
    *, conversation: Conversation, party: Party, answers: Mapping[str, str], text: str, shared: bool, now: datetime
) -> Conversation:
    """Write one's own preparation anew. The other sees it once it is shared; what was shared stays so."""
    own = held(conversation)
    if own.state not in (ConversationState.PROPOSED, ConversationState.ACCEPTED, ConversationState.HELD):
        raise moved(own)
    refuse_unasked(own.template, answers, purpose=own.kind)
    written = Preparation.objects.filter(conversation=own, side=party.side).first()
    before = written.shared_at if written else None
    Preparation.objects.update_or_create(
        conversation=own,
        side=party.side,
        defaults={
            "person_id": own.person_id if party.side is Side.OWNER else own.peer_id,
            "answers": dict(answers),
            "text": text,
            "shared_at": before or (now if shared else None),
        },
    )
    if shared and before is None:
        record("conversation.preparation-shared", own, party, now, tells=party.opposite)
    return own


@transaction.atomic
def record_conversation(
    *,
    conversation: Conversation,
    party: Party,
    held_on: date,
    report: str,
    agreements: Sequence[Mapping[str, Any]],
    today: date,
    now: datetime,
) -> Conversation:
    """Write down the day, what was said and what was agreed, for both to sign; or write it anew.

    A signature that was there is taken back: who gave it has not seen this.
    """
    if held_on > today:
        nl, en = "Deze dag moet nog komen.", "This day has yet to come."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/heldOn", "in-the-future", nl, en),))
    written = move(
        held(conversation),
        "record",
        held_on=held_on,
        report=report,
        revision=F("revision") + 1,
        owner_signed_at=None,
        other_signed_at=None,
        remind_on=today + FIRST_REMINDER,
        reminded=0,
    )
    written.agreements.all().delete()
    Agreement.objects.bulk_create(
        Agreement(conversation=written, place=n, **one) for n, one in enumerate(agreements, 1)
    )
    record("conversation.recorded", written, party, now, tells=party.opposite)
    return written
