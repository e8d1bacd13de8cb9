"""The mail box that bounces come back to: read by IMAP, or from a file."""

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

from notifications.errors import MailboxUnusable
from notifications.rules.bounces import reports_in
from notifications.services.bounces import take_report

logger = logging.getLogger(__name__)
AT_ONCE = 500
LARGEST = 1024 * 1024
TIMEOUT = 20
IMAP_PORT, IMAPS_PORT = 143, 993


def read_bounces(*, mailbox_url: str, clock: Callable[[], datetime]) -> int:
    """Take in the mails of the mail box that were not read yet, and mark them as read. Returns how many.

    `mailbox_url` is imaps://name:password@host/folder. One that stops halfway reads the rest next time; reading one
    twice changes nothing. Raises MailboxUnusable.
    """
    with _opened(mailbox_url) as mailbox:
        numbers = _answered(mailbox.uid("SEARCH", "UNSEEN", "SMALLER", str(LARGEST)))[0].split()[:AT_ONCE]
        for number in numbers:
            found = _answered(mailbox.uid("FETCH", number.decode(), "(BODY.PEEK[])"))
            content = next((part[1] for part in found if isinstance(part, tuple)), b"")
            read_mail(content=content, now=clock())
            _answered(mailbox.uid("STORE", number.decode(), "+FLAGS", r"(\Seen)"))
    return len(numbers)


def read_mail(*, content: bytes, now: datetime) -> int:
    """Take in what one mail reports. Returns how many reports changed anything.

    Anybody can send a mail here, so only a report that names one of our messages by what only its reader knows counts.
    """
    reports = [report for report in reports_in(content) if report.token]
    changed = sum(take_report(report=report, now=now) for report in reports)
    logger.info("bounce_mail_read reports=%s changed=%s", len(reports), changed)
    return changed


@contextmanager
def _opened(mailbox_url: str) -> Iterator[imaplib.IMAP4]:
    """The folder, opened for reading and marking. Closing may fail; what was marked stays marked."""
    at = urlsplit(mailbox_url)
    try:
        mailbox = _connected(at.scheme, at.hostname or "", at.port)
        try:
            mailbox.login(unquote(at.username or ""), unquote(at.password or ""))
            _answered(mailbox.select(unquote(at.path.strip("/")) or "INBOX"))
            yield mailbox
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                mailbox.logout()
            with suppress(OSError):  # after a farewell that came through it is closed already
                mailbox.shutdown()
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxUnusable(f"{type(error).__name__}: {error}"[:500]) from error


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        secure = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port or IMAPS_PORT, ssl_context=secure, timeout=TIMEOUT)
    if scheme == "imap":
        return imaplib.IMAP4(host, port or IMAP_PORT, timeout=TIMEOUT)
    raise MailboxUnusable("The address of the mail box begins with imaps:// or imap://.")


def _answered(answer: tuple[str, list]) -> list:
    """What the server gave. Raises imaplib's error for anything but OK."""
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"{state} {found!r}"[:200])
    return found
