"""The two of a conversation sign at the same moment: it is signed by both, once, whoever was first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from portfolio.catalogue.reflection import Side
from portfolio.errors.reflection import ConversationChanged, ConversationMoved
from portfolio.models import Duty
from portfolio.services.conversations.holding import record_conversation
from portfolio.services.conversations.moving import Party
from portfolio.services.conversations.signing import sign_conversation
from register.models import Event
from tests.factories.reflection import ConversationFactory
from tests.factories.register import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*steps):
    """What each step gave, or the error that stopped it."""
    barrier = threading.Barrier(len(steps))

    def take(one):
        try:
            barrier.wait(timeout=10)
            return one()
        except (ConversationMoved, ConversationChanged) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def talk_to_sign():
    talk = ConversationFactory(held=True)
    talk.agreements.create(place=1, text="Leest", side="OWNER", due_on=date(2034, 1, 1), duty=True)
    return talk


def sign(talk, side):
    row = type(talk).objects.get(pk=talk.pk)
    return lambda: sign_conversation(conversation=row, party=Party(side), revision=1, now=NOW)


@pytest.mark.parametrize("times", [1, 3])
def test_both_sign_at_once_and_it_is_signed_once(times):
    talk = talk_to_sign()

    at_once(*[sign(talk, side) for side in Side for _ in range(times)])

    talk.refresh_from_db()
    assert (talk.state, talk.owner_signed_at, talk.other_signed_at) == ("SIGNED", NOW, NOW)
    assert Duty.objects.count() == 1
    kinds = list(Event.objects.filter(subject_uuid=talk.uuid).values_list("kind", flat=True))
    assert sorted(kinds) == ["conversation.signed", "conversation.signed-by-one"]


def test_nobody_signs_what_the_other_is_changing():
    talk = talk_to_sign()
    row = type(talk).objects.get(pk=talk.pk)

    def change():
        return record_conversation(
            conversation=row,
            party=Party(Side.OTHER),
            held_on=date(2026, 1, 12),
            report="Anders",
            agreements=[],
            today=NOW.date(),
            now=NOW,
        )

    at_once(sign(talk, Side.OWNER), change)

    talk.refresh_from_db()
    assert (talk.state, talk.revision, talk.owner_signed_at) == ("HELD", 2, None)
