"""Calls to addresses that others chose: over TLS, to hosts of the world outside only, bounded, never redirected.

The name is resolved once, every address it has is judged, and the call goes to one of those: a name that answers
otherwise a moment later leads nowhere else. The certificate has to be that of the name.
"""

import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpcore
from django.conf import settings

from register.errors import AddressRefused
from register.rules.public_addresses import is_loopback, is_public

LONGEST_URL = 500
HTTPS = 443


class NotReached(Exception):
    """The host could not be reached, or did not answer in time, or not in HTTP."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. Of the body no more than was asked for."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class _Target:
    host: str
    port: int
    addresses: tuple[str, ...]


def check_outside(url: str) -> None:
    """Raise AddressRefused unless a call to the URL may be made now."""
    _target(url)


def call_outside(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    seconds: float,
    most_bytes: int,
) -> Answer:
    """Make one call, within so many seconds from the first connection to the last byte that is read.

    A redirect is an answer like any other. Raises AddressRefused before anything leaves, or NotReached.
    """
    target = _target(url)
    network = _Pinned(target, time.monotonic() + seconds)
    secure = ssl.create_default_context() if urlsplit(url).scheme == "https" else None
    pool = httpcore.ConnectionPool(ssl_context=secure, network_backend=network)
    given = {"Host": urlsplit(url).netloc, "Accept-Encoding": "identity", "Connection": "close"} | dict(headers or {})
    try:
        with pool, pool.stream(method, url, headers=list(given.items()), content=body) as answer:
            read = b""
            for piece in answer.iter_stream():
                read += piece
                if len(read) >= most_bytes:
                    break
            return Answer(status=answer.status, body=read[:most_bytes])
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise NotReached(f"{type(error).__name__}: {error}") from error


def _target(url: str) -> _Target:
    """Where a call to the URL would go. Raises AddressRefused."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refused("dit is geen adres", "this is not an address") from None
    if not (url.isascii() and url.isprintable() and len(url) <= LONGEST_URL) or " " in url or "\\" in url:
        raise _refused("dit is geen adres", "this is not an address")
    if parts.scheme not in ("https", "http") or not host or host.endswith("."):
        raise _refused("geef https:// en de naam van een host", "give https:// and the name of a host")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _refused("laat een naam, wachtwoord of # weg", "leave out a name, password or #")
    addresses = _resolved(host)
    if settings.OUTSIDE_LOOPBACK and all(is_loopback(one) for one in addresses):
        return _Target(host, port or {"https": HTTPS, "http": 80}[parts.scheme], addresses)
    if parts.scheme != "https" or port not in (None, HTTPS):
        raise _refused("alleen https op poort 443", "https on port 443 only")
    if not all(is_public(one) for one in addresses):
        raise _refused("de host staat niet op het openbare internet", "the host is not on the public internet")
    return _Target(host, HTTPS, addresses)


def _resolved(host: str) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _refused("deze host is niet te vinden", "this host cannot be found") from None
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def _refused(nl: str, en: str) -> AddressRefused:
    return AddressRefused(nl=f"Dit adres kan niet worden gebruikt: {nl}.", en=f"This address cannot be used: {en}.")


@dataclass
class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that were judged, whatever the name resolves to by now."""

    target: _Target
    deadline: float
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        for address in self.target.addresses[:-1]:
            try:
                return self._connected(address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(self.target.addresses[-1])

    def _connected(self, address: str) -> httpcore.NetworkStream:
        return _Bounded(self.network.connect_tcp(address, self.target.port, _left(self.deadline)), self.deadline)


@dataclass
class _Bounded(httpcore.NetworkStream):
    """A stream on which nothing is waited for beyond the deadline, however slowly it drips."""

    stream: httpcore.NetworkStream
    deadline: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Bounded(self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this call is over")
    return left
