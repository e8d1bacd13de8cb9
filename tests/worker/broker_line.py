"""A line to the broker that can be cut: for programs that get its address instead of the broker's."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from demo.sockets import HOST


class BrokerLine:
    """Passes on what comes in on its own port. While it is cut, whoever calls is hung up on."""

    def __init__(self, broker_url: str) -> None:
        at = urlsplit(broker_url)
        self._broker = (at.hostname, at.port)
        self._listening = socket.create_server((HOST, 0))
        self._pairs: list[socket.socket] = []
        self._lock = threading.Lock()
        self._cut = False
        port = self._listening.getsockname()[1]
        self.url = broker_url.replace(f":{at.port}", f":{port}", 1)
        threading.Thread(target=self._take_calls, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            pairs, self._pairs = self._pairs, []
        for end in pairs:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._cut = False

    def close(self) -> None:
        self.cut()
        self._listening.close()

    def _take_calls(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                with self._lock:
                    if self._cut:
                        caller.close()
                        continue
                    broker = socket.create_connection(self._broker)
                    self._pairs += [caller, broker]
                for one, other in ((caller, broker), (broker, caller)):
                    threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def broker_line(broker_url: str) -> Iterator[BrokerLine]:
    line = BrokerLine(broker_url)
    try:
        yield line
    finally:
        line.close()
