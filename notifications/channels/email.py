"""E-mail, by Django's configured backend: plain text with an HTML alternative, no tracking.

SMTP promises nothing between the last byte of a message and the server's answer. What fails before the message
itself leaves can be tried again; what breaks off after that has an unknown outcome.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime, formataddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email

from notifications.channels.interface import Channel, Lane, Line, Message
from notifications.errors import ChannelDown, MessageRefused, NotHandedOver, OutcomeUnknown
from notifications.rules.bounces import return_address


class EmailChannel(Channel):
    """Sends mails one after the other over one connection. The providers of mail boxes are each given their pace."""

    address_field = "email"

    def lane(self, address: str) -> Lane | None:
        most = settings.MAILS_PER_DOMAIN_PER_MINUTE
        return Lane(f"email:{address.rpartition('@')[2].lower()}", most) if most else None

    @contextmanager
    def line(self) -> Iterator[Line]:
        line = MailLine()
        try:
            yield line
        finally:
            line.close()


class MailLine:
    """A connection to the mail server, opened for the first mail and again after it broke."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._leaving = False

    def send(self, message: Message) -> None:
        mail = _mail(message)
        kept_open = self._connection is not None
        try:
            self._send(mail)
        except ChannelDown:
            if not kept_open:
                raise
            self._send(mail)  # the server had closed it since the last mail, as it may after any number of them

    def close(self) -> None:
        """Saying goodbye may fail; what was taken stays taken."""
        if self._connection is not None:
            try:
                self._connection.close()
            except (OSError, smtplib.SMTPException):
                pass
            finally:
                self._connection = None

    def _send(self, mail: EmailMultiAlternatives) -> None:
        if self._connection is None:
            self._connection = self._opened()
        self._leaving = not isinstance(self._connection, EmailBackend)
        try:
            self._connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(max(code for code, _ in error.recipients.values()), error) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code, error) from error
        except smtplib.SMTPSenderRefused as error:  # says something about us, nothing about the person
            self.close()
            raise ChannelDown(_words(error)) from error
        except Exception as error:  # a line that breaks, a time limit, a fault: what matters is how far it came
            self.close()
            raise (OutcomeUnknown if self._leaving else ChannelDown)(_words(error)) from error

    def _opened(self) -> Any:
        connection: Any = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:  # an unreachable server, or one that refuses us
            raise ChannelDown(_words(error)) from error
        if isinstance(connection, EmailBackend) and connection.connection is not None:
            self._watch(connection.connection)
        return connection

    def _watch(self, smtp: Any) -> None:
        """Note when a message itself begins to leave."""
        send_data = smtp.data

        def data(content: bytes) -> tuple[int, bytes]:
            self._leaving = True
            answer: tuple[int, bytes] = send_data(content)
            return answer

        smtp.data = data


class Mail(EmailMultiAlternatives):
    """A mail that is put together once: to see that it can be, and to be sent."""

    _made: Any = None

    def message(self, **manner: Any) -> Any:
        if self._made is None:
            self._made = super().message(**manner)
        return self._made


def _mail(message: Message) -> Mail:
    """The mail. A line break in a name or subject can't become a header: all white space is one space.

    When mail that bounces has an address of its own, each message has one of its own there, which says which it was.
    """
    mail = Mail(
        subject=" ".join(message.subject.split()),
        body=message.text,
        from_email=return_address(settings.BOUNCE_ADDRESS, message.message_id) or settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((" ".join(message.name.split()), message.address))],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message.message_id,
            "Date": format_datetime(message.written_at),
            "Auto-Submitted": "auto-generated",
            **_unsubscribing(message),
        },
    )
    mail.attach_alternative(message.html, "text/html")
    try:
        validate_email(message.address)
        mail.message()  # finds now what can't be written as a mail
    except (ValidationError, ValueError) as error:
        raise MessageRefused(_words(error)) from error
    return mail


def _unsubscribing(message: Message) -> dict[str, str]:
    """The button to unsubscribe of mail programs, which works at one press (RFC 8058)."""
    if not message.unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{message.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _refusal(code: int, error: Exception) -> Exception:
    """4xx may pass, 5xx won't (RFC 5321, 4.2.1); anything else is no answer."""
    kind = {4: NotHandedOver, 5: MessageRefused}.get(code // 100, OutcomeUnknown)
    return kind(_words(error))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


channel = EmailChannel()
