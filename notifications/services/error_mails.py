"""Sending mails with refused rows: claimed and committed before anything leaves, settled afterwards, like notices."""

import html
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F

from notifications.channels import channel_named
from notifications.channels.interface import Message
from notifications.errors import MessageRefused, NotHandedOver
from notifications.rules.retries import wait_after
from portfolio.models import ErrorMail

logger = logging.getLogger(__name__)
State = ErrorMail.State
# Longer than the slowest conversation with a mail server; who holds one longer has died.
LEASE = timedelta(minutes=5)
AT_ONCE = 50


def deliver_error_mails(*, clock: Callable[[], datetime], jitter: Callable[[], float] = random.random) -> int:
    """Send the mails whose time has come, one after the other; returns how many were tried.

    Twice at once is harmless: a mail is sent by whoever claims it. One that a dead worker left behind may have left
    the house, so it becomes UNKNOWN and is not sent again.
    """
    expired = ErrorMail.objects.filter(state=State.SENDING, lease_until__lte=clock())
    expired.update(state=State.UNKNOWN, lease_until=None, body="")
    due = ErrorMail.objects.filter(state=State.QUEUED, not_before__lte=clock()).order_by("not_before", "id")
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_deliver(mail_id, clock, jitter) for mail_id in ids)


def _deliver(mail_id: int, clock: Callable[[], datetime], jitter: Callable[[], float]) -> bool:
    queued = ErrorMail.objects.filter(pk=mail_id, state=State.QUEUED, not_before__lte=clock())
    if not queued.update(state=State.SENDING, attempts=F("attempts") + 1, lease_until=clock() + LEASE, error=""):
        return False
    mail = ErrorMail.objects.get(pk=mail_id)
    try:
        with channel_named("email").line() as line:
            line.send(_message(mail))
    except NotHandedOver as error:
        wait = wait_after(mail.attempts, jitter=jitter())
        if wait is None:
            _settle(mail, state=State.FAILED, error=str(error), body="")
        else:
            _settle(mail, state=State.QUEUED, error=str(error), not_before=clock() + wait)
    except MessageRefused as error:
        _settle(mail, state=State.FAILED, error=str(error), body="")
    except Exception as error:  # nobody can tell what left
        logger.exception("error_mail_unknown mail=%s", mail.message_id)
        _settle(mail, state=State.UNKNOWN, error=f"{type(error).__name__}: {error}", body="")
    else:
        _settle(mail, state=State.SENT, sent_at=clock(), body="")
    return True


def _message(mail: ErrorMail) -> Message:
    return Message(
        message_id=mail.message_id,
        address=mail.address,
        name="",
        subject=mail.subject,
        text=mail.body,
        html=f"<pre>{html.escape(mail.body)}</pre>",
        written_at=mail.written_at,
    )


def _settle(mail: ErrorMail, *, state: State, error: str = "", **values: object) -> None:
    """Write down how this attempt ended, unless the row has moved on since."""
    mine = ErrorMail.objects.filter(pk=mail.pk, attempts=mail.attempts, state=State.SENDING)
    mine.update(state=state, error=error[:500], lease_until=None, **values)
