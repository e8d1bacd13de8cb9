"""Free ports on this machine."""

from __future__ import annotations

import contextlib
import socket

HOST = "127.0.0.1"


def free_port(preferred: int | None = None) -> int:
    """A free port: the preferred one or one of the next ten, otherwise any."""
    for port in [*range(preferred, preferred + 10), 0] if preferred else [0]:
        with contextlib.suppress(OSError), socket.socket() as candidate:
            # As servers do: a port whose last connections are still fading out counts as free.
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            candidate.bind((HOST, port))
            return int(candidate.getsockname()[1])
    raise SystemExit("There is no free port on this machine.")
