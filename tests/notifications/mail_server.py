"""A mail server that does as it is told: take, refuse, or hang up with the message in hand."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.sockets import HOST, free_port


class MailServer:
    """Catches mail. `at_recipient` and `at_data` are answers to give instead of taking it.

    `hang_up`: break the connection when the message is there, before saying so. `hold`: wait with the answer.
    `most`: how many messages it takes in one conversation.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.at_recipient = ""
        self.at_data = ""
        self.hang_up = False
        self.most = 0
        self.senders: list[str] = []
        self.hold: Event | None = None
        self.receiving = Event()
        self.conversations = 0
        self.port = 0

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses):
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options) -> str:
        taken = session.taken = getattr(session, "taken", 0) + 1
        if self.most and taken > self.most:
            return "421 that is enough for one conversation"
        envelope.mail_from = address
        self.senders.append(address)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options) -> str:
        if self.at_recipient:
            return self.at_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_data:
            return self.at_data
        mail = message_from_bytes(bytes(envelope.content), policy=policy.default)
        self.mails.append(mail)
        self.receiving.set()
        if self.hold is not None:
            while not self.hold.is_set():
                await asyncio.sleep(0.02)
        if self.hang_up:
            server.transport.close()
        return "250 OK"

    @property
    def ids(self) -> Counter[str]:
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a port of its own for as long as the block lasts."""
    server = MailServer()
    server.port = free_port()
    controller = Controller(server, hostname=HOST, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        if server.hold is not None:
            server.hold.set()
        controller.stop()
