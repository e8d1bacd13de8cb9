"""Mails with refused rows: sent once, tried again when that is safe, and forgotten once they have gone."""

from datetime import timedelta

import pytest

from notifications.rules.retries import MAX_ATTEMPTS
from notifications.services.error_mails import LEASE, deliver_error_mails
from portfolio.models import ErrorMail
from tests.factories.register import NOW
from tests.notifications.conftest import post
from tests.webservice.entries import ask, row

__all__ = ["post"]
State = ErrorMail.State


@pytest.fixture
def mail(client, school) -> ErrorMail:
    """Of a call with one refused row."""
    ask(client, school.sender.entry(row("Zoë <1>", "ELEARN"), settingOutput=1, emailOutput="errors@example.org"))
    ErrorMail.objects.update(not_before=NOW)
    return ErrorMail.objects.get()


def deliver(mail: ErrorMail, *, at=NOW) -> str:
    deliver_error_mails(clock=lambda: at, jitter=lambda: 0.5)
    mail.refresh_from_db()
    return mail.state


def test_a_mail_is_sent_once_and_its_text_forgotten(mail, post):
    assert deliver(mail) == State.SENT
    assert deliver(mail) == State.SENT

    (sent,) = post.mails
    assert (sent["To"], sent["Message-ID"]) == ("errors@example.org", mail.message_id)
    assert "Rij 2: persoon Zoë <1> is niet bekend" in sent.get_body(("plain",)).get_content()
    assert "Zoë &lt;1&gt;" in sent.get_body(("html",)).get_content()
    assert (mail.body, mail.sent_at) == ("", NOW)


def test_a_refusal_that_may_pass_is_tried_again_as_the_same_mail(mail, post):
    post.at_recipient = "451 try later"
    assert deliver(mail) == State.QUEUED
    assert mail.not_before > NOW

    post.at_recipient = ""
    assert deliver(mail) == State.QUEUED  # not before its time
    assert deliver(mail, at=mail.not_before) == State.SENT
    assert post.ids == {mail.message_id: 1}


@pytest.mark.parametrize(("answer", "attempts"), [("554 no such person", 1), ("451 try later", MAX_ATTEMPTS)])
def test_a_refusal_for_good_ends_it(mail, post, answer, attempts):
    ErrorMail.objects.update(attempts=attempts - 1)
    post.at_recipient = answer

    assert deliver(mail) == State.FAILED
    assert (mail.body, answer[:3] in mail.error) == ("", True)


def test_what_a_dead_worker_left_is_not_sent_again(mail, post):
    ErrorMail.objects.update(state=State.SENDING, lease_until=NOW + LEASE)

    assert deliver(mail) == State.SENDING
    assert deliver(mail, at=NOW + LEASE + timedelta(seconds=1)) == State.UNKNOWN
    assert post.mails == []
