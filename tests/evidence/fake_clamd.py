"""A scanner that speaks clamd's INSTREAM, on this machine, and fails in every way one can."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EICAR_LIKE = b"X5O!P%@AP-NOT-THE-REAL-TEST-FILE"


class FakeClamd:
    """Answers what it was told to; `answer` None says what a real one would. Keeps what it was sent."""

    def __init__(self, *, answer: bytes | None = None, silent: bool = False, drip: float = 0) -> None:
        self.answer, self.silent, self.drip = answer, silent, drip
        self.received: list[bytes] = []
        self.done = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listening.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                asker, _ = self._listening.accept()
            except OSError:
                return
            with asker:
                try:
                    self._answer(asker)
                except OSError:
                    continue

    def _answer(self, asker: socket.socket) -> None:
        if self.silent:
            self.done.wait(10)
            return
        assert self._take(asker, 10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self._take(asker, 4))[0]:
            content += self._take(asker, length)
        self.received.append(content)
        answer = self.answer
        if answer is None:
            answer = b"stream: Eicar-Like FOUND\0" if EICAR_LIKE in content else b"stream: OK\0"
        for place in range(0, len(answer), 1 if self.drip else len(answer) or 1):
            asker.sendall(answer[place : place + 1] if self.drip else answer)
            if self.done.wait(self.drip):
                return

    def _take(self, asker: socket.socket, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            part = asker.recv(length - len(taken))
            if not part:
                raise OSError("gone")
            taken += part
        return taken

    def close(self) -> None:
        self.done.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@contextmanager
def running(**how) -> Iterator[FakeClamd]:
    clamd = FakeClamd(**how)
    thread = threading.Thread(target=clamd.serve)
    thread.start()
    try:
        yield clamd
    finally:
        clamd.close()
        thread.join(10)
        assert not thread.is_alive()
