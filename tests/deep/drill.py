"""What the drills need of servers that are theirs alone."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import psycopg

from demo.postgres import SUPERUSER
from demo.servers import Servers
from demo.start import Addresses


def addresses_of_nothing() -> Addresses:
    """For commands that neither answer nor send."""
    return Addresses(web=9, mail=9, smtp=9)


def connected(port: int, password: str) -> psycopg.Connection:
    """A connection that may change the server itself."""
    return psycopg.connect(
        host="127.0.0.1", port=port, user=SUPERUSER, password=password, dbname="postgres", autocommit=True
    )


@contextlib.contextmanager
def superuser(servers: Servers) -> Iterator[psycopg.Connection]:
    """The same, to servers that run."""
    password = (servers.folder.path / "postgres.password").read_text()
    with connected(urlsplit(servers.database_url).port or 0, password) as connection:
        yield connection


def wait_for(happened: Callable[[], bool], *, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
