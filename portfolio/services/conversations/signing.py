"""Signing what was agreed: each once, in one update that also sees whether the other did; and reminding who did not."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from portfolio.catalogue.reflection import CONVERSATIONS, Side
from portfolio.errors.reflection import ConversationChanged, ConversationMoved
from portfolio.models import Conversation
from portfolio.services.conversations.moving import Party, moved, record
from portfolio.services.duties import agree_duties

SIGN = CONVERSATIONS["sign"]
SIGNATURES = {Side.OWNER: "owner_signed_at", Side.OTHER: "other_signed_at"}
REMINDED_AGAIN = timedelta(days=14)
MOST_REMINDERS = 3


@transaction.atomic
def sign_conversation(*, conversation: Conversation, party: Party, revision: int, now: datetime) -> Conversation:
    """Sign what one read as `revision`. Of two who sign at once, the second finds it signed by both.

    ConversationChanged when it was written anew meanwhile; ConversationMoved when there is nothing to sign, or one
    signed before. Once both signed, agreements that are duties become duties.
    """
    own, theirs = SIGNATURES[party.side], SIGNATURES[party.opposite]
    both = Q(**{f"{theirs}__isnull": False})
    # The row is looked at again when somebody else's update was waited for, so that both cannot be the first.
    open_rows = Conversation.objects.filter(pk=conversation.pk, state__in=sorted(SIGN.sources), revision=revision)
    signed = open_rows.filter(**{own: None}).update(
        **{own: now},
        state=Case(When(both, then=Value(SIGN.target.value)), default=F("state")),
        remind_on=Case(When(both, then=Value(None)), default=F("remind_on")),
    )
    conversation.refresh_from_db()
    if not signed:
        raise _not_signed(conversation, own, revision)
    if conversation.state != SIGN.target:
        record("conversation.signed-by-one", conversation, party, now, tells=party.opposite)
        return conversation
    agree_duties(conversation=conversation, actor=party.actor, now=now)
    record("conversation.signed", conversation, party, now, tells=party.opposite)
    return conversation


def remind_unsigned(*, today: date, now: datetime) -> int:
    """Remind who has not signed: a week after it was written down, and twice more, every two weeks. How many."""
    due = Conversation.objects.filter(state__in=sorted(SIGN.sources), remind_on__lte=today)
    return sum(_remind(conversation, today, now) for conversation in due.order_by("id"))


@transaction.atomic
def _remind(conversation: Conversation, today: date, now: datetime) -> int:
    last = conversation.reminded + 1 >= MOST_REMINDERS
    waiting = Conversation.objects.filter(pk=conversation.pk, state__in=sorted(SIGN.sources), remind_on__lte=today)
    if not waiting.update(remind_on=None if last else today + REMINDED_AGAIN, reminded=F("reminded") + 1):
        return 0
    conversation.refresh_from_db()
    missing = [side for side, name in SIGNATURES.items() if getattr(conversation, name) is None]
    for side in missing:
        record("conversation.signature-awaited", conversation, None, now, tells=side)
    return len(missing)


def _not_signed(conversation: Conversation, own: str, revision: int) -> Exception:
    if conversation.state in SIGN.sources and conversation.revision != revision:
        return ConversationChanged(
            nl="De afspraken zijn intussen gewijzigd. Lees ze en onderteken die versie.",
            en="The agreements have changed meanwhile. Read them and sign that version.",
        )
    if getattr(conversation, own) is not None:
        return ConversationMoved(nl="U hebt al ondertekend.", en="You have signed already.")
    return moved(conversation)
