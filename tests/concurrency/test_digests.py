"""Digests that are filled and sent by several workers at once: one message, and everything in it once."""

import pytest

from notifications.models import Notice
from notifications.rules.welcome import DAILY
from notifications.services.delivery import deliver_notices
from notifications.services.preferences import prefer
from tests.concurrency.test_notices import TODAY, at_once, nurses, post  # noqa: F401
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
State = Notice.State


def deliver(ids, moment):
    return deliver_notices(notice_ids=ids, on=TODAY, clock=lambda: moment, jitter=lambda: 0.5)


def test_workers_that_meet_fill_one_digest_and_send_it_once(post):  # noqa: F811
    (cycle,) = nurses(1)
    person = cycle.registration.person
    prefer(person=person, changes={"digest": DAILY}, actor=None, now=NOW)
    waiting = [NoticeFactory(cycle=cycle, milestone=f"earn:{n} months").pk for n in (3, 4, 5)]

    at_once(lambda: deliver(waiting, NOW))

    (digest,) = Notice.objects.filter(kind="digest")
    assert set(Notice.objects.filter(pk__in=waiting).values_list("state", "digest")) == {(State.DIGESTED, digest.pk)}
    at_once(lambda: deliver([digest.pk, *waiting], digest.not_before))

    assert post.ids == {digest.message_id: 1}
    assert set(Notice.objects.filter(pk__in=waiting).values_list("state", "digest")) == {(State.DIGESTED, digest.pk)}
