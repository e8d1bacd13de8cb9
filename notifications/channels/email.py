"""E-mail, by Django's configured backend: plain text with an HTML alternative, no tracking.

SMTP promises nothing between the last byte of a message and the server's answer. What fails before the message
itself leaves can be tried again; what breaks off after that has an unknown outcome.
"""

import smtplib
from email.utils import format_datetime, formataddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email

from notifications.channels.interface import Message
from notifications.errors import MessageRefused, NotHandedOver, OutcomeUnknown


class EmailChannel:
    """Sends one mail per message over a connection of its own."""

    address_field = "email"

    def send(self, message: Message) -> None:
        mail = _mail(message)
        connection = get_connection()
        try:
            _open(connection)
            _send(mail, connection)
        finally:
            _close(connection)


def _mail(message: Message) -> EmailMultiAlternatives:
    """The mail. A line break in a name or subject can't become a header: all white space is one space."""
    mail = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=message.text,
        to=[formataddr((" ".join(message.name.split()), message.address))],
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.written_at),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(message.html, "text/html")
    try:
        validate_email(message.address)
        mail.message()  # finds now what can't be written as a mail
    except (ValidationError, ValueError) as error:
        raise MessageRefused(_words(error)) from error
    return mail


def _open(connection: Any) -> None:
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:  # an unreachable server, or one that refuses us
        raise NotHandedOver(_words(error)) from error


def _send(mail: EmailMultiAlternatives, connection: Any) -> None:
    leaving = _watch(connection)
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(max(code for code, _ in error.recipients.values()), error) from error
    except smtplib.SMTPDataError as error:
        raise _refusal(error.smtp_code, error) from error
    except smtplib.SMTPSenderRefused as error:  # says something about us, nothing about the person
        raise NotHandedOver(_words(error)) from error
    except Exception as error:  # a line that breaks, a time limit, a fault: what matters is how far it came
        raise (OutcomeUnknown if leaving else NotHandedOver)(_words(error)) from error


def _watch(connection: Any) -> list[bool]:
    """A list that is no longer empty once the message itself has begun to leave, or might have."""
    leaving: list[bool] = []
    if not isinstance(connection, EmailBackend) or connection.connection is None:
        return [True]
    smtp: Any = connection.connection
    send_data = smtp.data

    def data(content: bytes) -> tuple[int, bytes]:
        leaving.append(True)
        answer: tuple[int, bytes] = send_data(content)
        return answer

    smtp.data = data
    return leaving


def _refusal(code: int, error: Exception) -> Exception:
    """4xx may pass, 5xx won't (RFC 5321, 4.2.1); anything else is no answer."""
    kind = {4: NotHandedOver, 5: MessageRefused}.get(code // 100, OutcomeUnknown)
    return kind(_words(error))


def _close(connection: Any) -> None:
    """Saying goodbye may fail; what was taken stays taken."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        connection.connection = None


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


channel = EmailChannel()
