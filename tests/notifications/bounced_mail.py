"""Mails that come back, as servers write them."""

from textwrap import dedent


def returned(
    message_id: str = "",
    *,
    address: str = "zoe@person.example",
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "smtp; 550 5.1.1 user unknown",
    to: str = "noreply@leerregister.example",
    copy: str = "message/rfc822",
) -> bytes:
    """A report of RFC 3464 in three parts: for people, for machines, and the message itself."""
    return dedent(f"""\
        From: MAILER-DAEMON@relay.example
        To: {to}
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B"

        --B
        Content-Type: text/plain

        I'm sorry to have to inform you that your message could not be delivered.

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

        Original-Recipient: rfc822;{address}
        Final-Recipient: rfc822; {address}
        Action: {action}
        Status: {status}
        Diagnostic-Code: {said}

        --B
        Content-Type: {copy}

        From: Leerregister <noreply@leerregister.example>
        To: {address}
        Message-ID: {message_id}
        Subject: Nog 12 punten

        Beste Zoë
        --B--
        """).encode()


def complained(message_id: str) -> bytes:
    """A report of RFC 5965: the reader pressed the button for spam."""
    return dedent(f"""\
        From: feedback@provider.example
        To: noreply@leerregister.example
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="B"

        --B
        Content-Type: text/plain

        This is an abuse report.

        --B
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Provider/1.0
        Version: 1

        --B
        Content-Type: text/rfc822-headers

        Message-ID: {message_id}
        Subject: Nog 12 punten

        --B--
        """).encode()
