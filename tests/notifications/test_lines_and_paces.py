"""Batches over one connection, the pace of a domain, and what is put aside or tried once more."""

import sys
from datetime import timedelta

import pytest

import notifications.channels
from notifications.channels.sms import text_of
from notifications.models import ContactAddress, DeadAddress, Notice, Pace
from notifications.services.delivery import deliver_notices
from notifications.services.handing_out import hand_out_due, retry_held_reminders, settle_expired_leases
from notifications.services.pacing import forget_old_paces
from notifications.services.settling import HOLD
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, PersonFactory
from tests.notifications.steps import TODAY, deliver

pytestmark = pytest.mark.django_db
State = Notice.State


def reminders(*emails) -> list[Notice]:
    cycles = [CycleFactory(registration__person=PersonFactory(email=email)) for email in emails]
    for cycle in cycles:
        AttributeFactory(registration=cycle.registration)
    return [NoticeFactory(cycle=cycle) for cycle in cycles]


def send(batch, *, at=NOW):
    ids = [notice.pk for notice in batch]
    return deliver_notices(notice_ids=ids, on=TODAY, clock=lambda: at, jitter=lambda: 0.5)


def states():
    return list(Notice.objects.order_by("id").values_list("state", flat=True))


@pytest.fixture
def three(db):
    return reminders("a@one.example", "b@two.example", "c@three.example")


def test_a_batch_goes_over_one_connection(three, post):
    assert send(three) == 3

    assert (len(post.mails), post.conversations) == (3, 1)


def test_a_server_that_ends_the_conversation_is_called_again_and_no_attempt_is_lost(three, post):
    post.most = 2

    send(three)

    assert (states(), len(post.mails), post.conversations) == (["SENT"] * 3, 3, 2)
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


def test_a_line_that_broke_with_a_message_on_it_is_not_used_for_the_next(three, post):
    post.hang_up = True

    send(three)

    assert states() == ["UNKNOWN"] * 3
    assert (post.conversations, post.ids.total()) == (3, 3)


def test_of_a_batch_for_a_server_that_is_down_one_notice_makes_an_attempt(three, post, settings):
    settings.EMAIL_PORT = 9

    assert send(three) == 1

    assert list(Notice.objects.order_by("id").values_list("state", "attempts")) == [("QUEUED", n) for n in (1, 0, 0)]


def test_one_refused_recipient_says_nothing_about_the_next(three, post, monkeypatch):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == "b@two.example":
            return "451 greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    monkeypatch.setattr(type(post), "handle_RCPT", handle_RCPT)

    send(three)

    assert (states(), post.conversations) == (["SENT", "QUEUED", "SENT"], 1)


def test_a_domain_gets_so_many_mails_a_minute_and_the_rest_waits_without_an_attempt(post, settings):
    settings.MAILS_PER_DOMAIN_PER_MINUTE = 2
    batch = reminders("a@Big.example", "b@big.example", "c@big.example", "d@small.example")

    send(batch)

    assert states() == ["SENT", "SENT", "QUEUED", "SENT"]
    waiting = batch[2]
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.handed_until, waiting.error) == (0, None, "")
    assert send([waiting], at=waiting.not_before - timedelta(seconds=1)) == 0
    assert send([waiting], at=waiting.not_before) == 1
    assert post.ids.total() == 4
    assert forget_old_paces(now=NOW + timedelta(hours=2)) == 2
    assert not Pace.objects.exists()


def test_what_one_reader_gets_is_in_one_batch(three):
    NoticeFactory(cycle=three[0].cycle, milestone="earn:1 month", not_before=NOW + timedelta(seconds=1))

    (batch,) = hand_out_due(now=NOW + timedelta(minutes=1), limit=10)

    assert batch == [three[0].pk, Notice.objects.latest("pk").pk, three[1].pk, three[2].pk]


def test_a_notice_that_three_workers_died_with_is_put_aside(notice):
    moment = NOW
    for _ in range(3):
        assert notice.state == State.QUEUED
        Notice.objects.update(state=State.SENDING, attempts=notice.attempts + 1, lease_until=moment)
        settle_expired_leases(now=moment)
        notice.refresh_from_db()
        moment = notice.not_before

    assert (notice.state, notice.crashes) == (State.FAILED, 3)
    assert "3 workers" in notice.error


def test_a_reminder_of_unknown_outcome_is_sent_once_more_after_a_hold_as_the_same_message(notice, post):
    post.hang_up = True
    deliver(notice)
    assert retry_held_reminders(now=NOW + HOLD - timedelta(seconds=1)) == 0

    assert retry_held_reminders(now=NOW + HOLD) == 1
    assert deliver(notice, at=NOW + HOLD) == State.UNKNOWN

    assert post.ids == {notice.message_id: 2}
    assert retry_held_reminders(now=NOW + timedelta(days=30)) == 0


def test_what_is_statutory_waits_for_a_person_when_its_outcome_is_unknown(notice):
    Notice.objects.update(kind="decision-taken", state=State.UNKNOWN, lease_until=NOW, body="…")

    assert retry_held_reminders(now=NOW + timedelta(days=30)) == 0


def test_nothing_is_sent_to_a_dead_address_and_the_inbox_has_the_message(notice, post):
    DeadAddress.objects.create(
        channel="email", address=notice.person.email.lower(), person=notice.person, reason="BOUNCED", found_at=NOW
    )

    assert deliver(notice) == State.SKIPPED

    assert (notice.reason, post.mails) == ("DEAD_ADDRESS", [])
    assert "Nog 184 punten" in notice.body


PIGEON = """
from notifications.channels.interface import Channel

class PigeonChannel(Channel):
    def send(self, message):
        FLOWN.append((message.address, message.subject))

FLOWN = []
channel = PigeonChannel()
"""


def test_one_file_is_a_channel(notice, tmp_path, monkeypatch):
    (tmp_path / "pigeon.py").write_text(PIGEON)
    monkeypatch.setattr(notifications.channels, "__path__", [*notifications.channels.__path__, str(tmp_path)])
    Notice.objects.update(channel="pigeon")
    try:
        assert deliver(notice) == State.SKIPPED  # no loft is known
        loft = ContactAddress.objects.create(person=notice.person, channel="pigeon", address="loft 7", added_at=NOW)
        Notice.objects.update(state=State.QUEUED, reason="")
        assert deliver(notice) == State.SKIPPED  # known, but not proved to be theirs

        ContactAddress.objects.filter(pk=loft.pk).update(verified_at=NOW)
        Notice.objects.update(state=State.QUEUED, reason="")
        assert deliver(notice) == State.SENT
        (flown,) = sys.modules["notifications.channels.pigeon"].FLOWN
        assert flown == ("loft 7", notice.subject)
    finally:
        sys.modules.pop("notifications.channels.pigeon", None)


def test_the_inbox_needs_no_address_and_sends_nothing(notice, post):
    type(notice.person).objects.update(email="")
    Notice.objects.update(channel="inbox")

    assert deliver(notice) == State.SENT

    assert post.mails == []
    assert "Nog 184 punten" in notice.body


def test_a_text_message_says_what_it_is_about_in_one_message_and_nothing_of_the_dossier(notice, capsys):
    ContactAddress.objects.create(
        person=notice.person, channel="sms", address="+31612345678", added_at=NOW, verified_at=NOW
    )
    Notice.objects.update(channel="sms")

    assert deliver(notice) == State.SENT

    said = capsys.readouterr().out
    assert said.startswith(f"SMS {notice.message_id} to +31612345678: {notice.subject[:20]}")
    assert "Nog 184 punten" not in said


def test_a_long_subject_is_cut_for_a_telephone(settings):
    class Long:
        subject = "x" * 200

    text = text_of(Long())

    assert len(text) == 160
    assert text.endswith(f"... {settings.PUBLIC_URL}")
