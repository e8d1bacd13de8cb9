"""A key that is used many times at the same moment answers once; of answering and closing at once, one comes first."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from portfolio.errors.competence import FeedbackOver
from portfolio.models import FeedbackInvitation, FeedbackRound
from portfolio.services.competence.feedback import answer_feedback, close_round
from register.access import Actor
from register.models import Event
from tests.factories.competence import FeedbackInvitationFactory
from tests.factories.register import NOW, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
AT_ONCE = 6


def at_once(deeds):
    """Whether each of these came through, all begun at the same moment."""
    barrier = threading.Barrier(len(deeds))

    def run(deed):
        try:
            barrier.wait(timeout=10)
            deed()
        except FeedbackOver:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def answering(invitation, words):
    given = [{"competence": "c-law", "words": words}]
    return lambda: answer_feedback(
        invitation=FeedbackInvitation.objects.select_related("round").get(pk=invitation.pk),
        answers=given,
        today=NOW.date(),
        now=NOW,
    )


def test_of_answers_with_one_key_at_once_one_is_kept():
    invitation = FeedbackInvitationFactory()

    outcomes = at_once([answering(invitation, f"Antwoord {n}") for n in range(AT_ONCE)])

    assert outcomes.count(True) == 1
    invitation.refresh_from_db()
    assert invitation.answers["c-law"]["words"] == f"Antwoord {outcomes.index(True)}"
    assert Event.objects.filter(kind="feedback.answered").count() == 1


def test_what_is_answered_after_closing_is_not_kept():
    actor = Actor(user_id=UserFactory().pk)
    first = FeedbackInvitationFactory()
    invitations = [first, *(FeedbackInvitationFactory(round=first.round) for _ in range(AT_ONCE - 1))]
    asked = FeedbackRound.objects.get(pk=first.round_id)

    *answered, closed = at_once(
        [
            *(answering(one, "Op tijd.") for one in invitations),
            lambda: close_round(asked=asked, actor=actor, now=NOW),
        ]
    )

    assert closed
    kept = [bool(FeedbackInvitation.objects.get(pk=one.pk).answers) for one in invitations]
    assert kept == answered
    trail = list(Event.objects.filter(kind__startswith="feedback.").order_by("id").values_list("kind", flat=True))
    assert trail == ["feedback.answered"] * answered.count(True) + ["feedback.closed"]
