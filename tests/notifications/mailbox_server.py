"""A mail box to read by IMAP (RFC 3501), as much of it as is needed to read what is new and mark it."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from demo.sockets import HOST


class Mailbox(socketserver.ThreadingTCPServer):
    """`mails` by number from 1; `seen` are the numbers that were marked. `password` is what opens it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), Conversation)
        self.mails: list[bytes] = []
        self.seen: set[int] = set()
        self.password = "let me/in"
        self.breaks_at_fetch = 0

    @property
    def url(self) -> str:
        return f"imap://bounces%40register.example:let%20me%2Fin@{HOST}:{self.server_address[1]}/INBOX"


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            command, _, given = rest.partition(" ")
            answer = self.answer(command.upper(), given)
            if answer is None:
                return
            self.wfile.write(answer + f"{tag} ".encode())
            refused = command.upper() == "LOGIN" and self.server.password not in given
            self.wfile.write(b"NO wrong password\r\n" if refused else b"OK done\r\n")

    def answer(self, command: str, given: str) -> bytes | None:
        match command, *given.split(" "):
            case "CAPABILITY", *_:
                return b"* CAPABILITY IMAP4rev1\r\n"
            case "SELECT", *_:
                return f"* {len(self.server.mails)} EXISTS\r\n".encode()
            case "UID", "SEARCH", *_:
                unseen = [str(n) for n in range(1, len(self.server.mails) + 1) if n not in self.server.seen]
                return f"* SEARCH {' '.join(unseen)}\r\n".encode()
            case "UID", "FETCH", number, *_:
                if int(number) == self.server.breaks_at_fetch:
                    return None
                mail = self.server.mails[int(number) - 1]
                return f"* {number} FETCH (UID {number} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"
            case "UID", "STORE", number, *flags:
                assert re.search(r"\\Seen", " ".join(flags))
                self.server.seen.add(int(number))
            case "LOGOUT", *_:
                return b"* BYE\r\n"
        return b""


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
