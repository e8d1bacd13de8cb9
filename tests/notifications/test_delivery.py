"""Delivery: what a real conversation with a mail server makes of a notice."""

import asyncio
import smtplib
from datetime import timedelta

import pytest

from notifications.channels.email import MailLine
from notifications.models import Notice
from notifications.rules.retries import MAX_ATTEMPTS
from notifications.services import delivery
from notifications.services.handing_out import hand_out_due, settle_expired_leases
from notifications.services.settling import LEASE
from register.models import Event
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, PersonFactory
from tests.notifications.steps import deliver, earn

pytestmark = pytest.mark.django_db
State = Notice.State


def test_a_taken_message_is_sent_once_and_the_row_keeps_what_was_said(notice, post):
    assert deliver(notice) == State.SENT
    assert deliver(notice) is None

    (mail,) = post.mails
    assert mail["Message-ID"] == notice.message_id
    assert notice.sent_at == NOW
    assert notice.subject == mail["Subject"]
    assert notice.body.splitlines() == mail.get_body(("plain",)).get_content().splitlines()
    assert Event.objects.filter(kind="notice.sent", subject_uuid=notice.uuid).count() == 1


def test_a_shortfall_is_that_of_the_moment_of_sending_not_of_planning(notice, post):
    earn(notice, 100)

    deliver(notice)

    assert "Nog 84 punten" in notice.body


@pytest.mark.parametrize("answer", ["451 try later", "421 closing"])
@pytest.mark.parametrize("stage", ["at_recipient", "at_data"])
def test_a_refusal_that_may_pass_is_tried_again_later_as_the_same_message(notice, post, stage, answer):
    setattr(post, stage, answer)
    assert deliver(notice) == State.QUEUED
    assert notice.not_before > NOW
    assert answer[:3] in notice.error

    setattr(post, stage, "")
    assert deliver(notice) is None  # not before its time
    assert deliver(notice, at=notice.not_before) == State.SENT
    assert (notice.attempts, post.ids) == (2, {notice.message_id: 1})


@pytest.mark.parametrize("stage", ["at_recipient", "at_data"])
def test_a_refusal_for_good_is_not_tried_again(notice, post, stage):
    setattr(post, stage, "554 no such person")

    assert deliver(notice) == State.FAILED
    assert "no such person" in notice.error
    assert Event.objects.filter(kind="notice.failed", subject_uuid=notice.uuid).exists()


def test_a_server_that_is_down_for_a_day_loses_and_doubles_nothing(notice, post, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    moment = NOW
    while moment < NOW + timedelta(days=1):
        assert deliver(notice, at=moment) == State.QUEUED
        moment = notice.not_before

    settings.EMAIL_PORT = port
    assert deliver(notice, at=moment) == State.SENT
    assert notice.sent_at == moment
    assert post.ids == {notice.message_id: 1}


@pytest.mark.parametrize(("hanging", "state"), [("handle_RCPT", State.QUEUED), ("handle_DATA", State.UNKNOWN)])
def test_a_server_that_hangs_is_left_after_a_while(notice, post, settings, monkeypatch, hanging, state):
    async def hang(self, *given):
        await asyncio.sleep(1)
        return "250 OK"

    settings.EMAIL_TIMEOUT = 0.2
    monkeypatch.setattr(type(post), hanging, hang)

    assert deliver(notice) == state
    assert "timed out" in notice.error


def test_after_the_last_attempt_the_office_sees_that_it_failed(notice, settings, post):
    settings.EMAIL_PORT = 9

    states = [deliver(notice, at=NOW + timedelta(days=n)) for n in range(MAX_ATTEMPTS)]

    assert states == [State.QUEUED] * (MAX_ATTEMPTS - 1) + [State.FAILED]


def test_a_line_that_breaks_with_the_message_in_their_hands_leaves_an_unknown_outcome(notice, post):
    post.hang_up = True

    assert deliver(notice) == State.UNKNOWN
    assert len(post.mails) == 1
    assert "Disconnected" in notice.error


def test_an_unknown_notice_is_never_sent_again_by_itself(notice, post):
    post.hang_up = True
    deliver(notice)
    post.hang_up = False

    later = NOW + timedelta(days=2)
    settle_expired_leases(now=later)
    assert hand_out_due(now=later, limit=10) == []
    assert deliver(notice, at=later) is None
    assert len(post.mails) == 1


def test_a_break_before_the_message_leaves_is_tried_again(notice, post, monkeypatch):
    monkeypatch.setattr(type(post), "handle_MAIL", _hang_up_at_once, raising=False)

    assert deliver(notice) == State.QUEUED
    assert "Disconnected" in notice.error
    assert post.mails == []


async def _hang_up_at_once(self, server, session, envelope, address, options):
    server.transport.close()
    return "250 OK"


def test_a_fault_of_ours_before_the_message_leaves_loses_nobody_their_reminder(notice, post, monkeypatch):
    def broken(self, sender, options=()):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(smtplib.SMTP, "mail", broken)

    assert deliver(notice) == State.QUEUED
    assert post.mails == []


def test_a_worker_that_stopped_while_sending_leaves_an_unknown_outcome(notice):
    Notice.objects.update(state=State.SENDING, attempts=1, lease_until=NOW, body="Beste …")

    assert settle_expired_leases(now=NOW) == 1
    notice.refresh_from_db()
    assert notice.state == State.UNKNOWN
    assert Event.objects.filter(kind="notice.unknown", subject_uuid=notice.uuid).exists()


def test_a_worker_that_stopped_before_sending_leaves_a_row_that_is_queued_again(notice, post):
    Notice.objects.update(state=State.SENDING, attempts=1, lease_until=NOW)

    settle_expired_leases(now=NOW)

    notice.refresh_from_db()
    assert notice.state == State.QUEUED
    assert deliver(notice, at=notice.not_before) == State.SENT


def test_a_lease_that_runs_is_left_alone(notice):
    Notice.objects.update(state=State.SENDING, attempts=1, lease_until=NOW + timedelta(seconds=1))

    assert settle_expired_leases(now=NOW) == 0


def test_a_worker_that_lost_its_lease_before_sending_sends_nothing(notice, post, monkeypatch):
    def slow(**values):
        settle_expired_leases(now=NOW + LEASE)
        return written(**values)

    written = delivery.write_notice
    monkeypatch.setattr(delivery, "write_notice", slow)

    assert deliver(notice) is None
    assert (notice.state, post.mails) == (State.QUEUED, [])


def test_a_worker_that_was_slow_still_says_that_it_was_taken(notice, post, monkeypatch):
    send = MailLine.send

    def slow(self, message):
        send(self, message)
        settle_expired_leases(now=NOW + LEASE)
        assert Notice.objects.get().state == State.UNKNOWN

    monkeypatch.setattr(MailLine, "send", slow)

    assert deliver(notice) == State.SENT


def test_one_dossier_that_cannot_be_written_is_tried_again_and_stops_nobody(notice, post, monkeypatch, caplog):
    def broken(**values):
        if values["cycle"] == notice.cycle:
            raise ZeroDivisionError("this one only")
        return standing(**values)

    standing = delivery.standing_of_cycle
    monkeypatch.setattr(delivery, "standing_of_cycle", broken)
    other = NoticeFactory(cycle=CycleFactory(regulation=notice.cycle.regulation))

    assert deliver(notice) == State.QUEUED
    assert "this one only" in notice.error
    assert deliver(other) == State.SENT


@pytest.mark.parametrize("email", ["nobody", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example"])
def test_an_address_that_cannot_be_one_fails_without_a_mail(notice, post, email):
    type(notice.person).objects.update(email=email)

    assert deliver(notice) == State.FAILED
    assert post.mails == []


def test_a_name_cannot_become_a_header(post):
    person = PersonFactory(given_name="Eva\r\nBcc: all@person.example\r\n", prefix="", family_name='"O\'Hara", <x>')
    cycle = CycleFactory(registration__person=person)
    AttributeFactory(registration=cycle.registration)
    notice = NoticeFactory(cycle=cycle)

    assert deliver(notice) == State.SENT
    (mail,) = post.mails
    assert mail["Bcc"] is None
    (address,) = mail["To"].addresses
    assert address.addr_spec == person.email
    assert address.display_name == 'Eva Bcc: all@person.example "O\'Hara", <x>'
