"""Addresses that others choose lead outside only, however they are written and whatever they resolve to."""

import socket
import threading
import time

import pytest

from register.errors import AddressRefused
from register.rules.public_addresses import is_loopback, is_public
from register.services import outside
from register.services.outside import NotReached, call_outside, check_outside
from tests.receiver import certificate_for, receiving

BOUNDS = {"seconds": 2, "most_bytes": 1000}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "198.18.0.1",
        "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1", "fc00::1", "ff02::1", "host.example",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_is_not_public(address):
    assert not is_public(address)


def test_an_address_of_the_world_outside_is_public():
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public("::ffff:93.184.216.34")


def test_only_this_machine_itself_is_loopback_and_a_name_is_no_address():
    assert [is_loopback(one) for one in ("127.0.0.1", "::1", "10.0.0.5", "host.example")] == [True, True, False, False]


@pytest.mark.parametrize(
    "url",
    [
        "https://2130706433/", "https://0x7f000001/", "https://017700000001/", "https://127.1/", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/meta-data", "https://0.0.0.0/",
        "https://localhost/", "https://93.184.216.34:8443/", "http://93.184.216.34/", "file:///etc/passwd",
        "https://user:word@93.184.216.34/", "https://93.184.216.34./", "https://93.184.216.34/#part", "https:///hook",
        "https://93.184.216.34\\@127.0.0.1/", "https://93.184.216.34/\r\nHost: intern", "https://[64:ff9b::7f00:1]/",
        "https://93.184.216.34:99999/", "https://nergens.invalid/", "ftp://93.184.216.34/", "93.184.216.34", "",
    ],
)  # fmt: skip
def test_what_is_not_https_to_the_world_outside_is_refused_however_it_is_written(url):
    with pytest.raises(AddressRefused):
        check_outside(url)


def test_a_name_with_one_address_inside_is_refused_whole(monkeypatch):
    monkeypatch.setattr(outside, "_resolved", lambda host: ("93.184.216.34", "10.0.0.5"))

    with pytest.raises(AddressRefused):
        check_outside("https://dubbel.example/")


def test_an_address_outside_is_taken_without_a_call():
    check_outside("https://93.184.216.34/hook?x=1")
    check_outside("https://93.184.216.34:443/hook")


def test_a_name_that_answers_otherwise_a_moment_later_leads_nowhere_else(settings, monkeypatch):
    settings.OUTSIDE_LOOPBACK = True
    asked, really = [], socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        if host != "wisselt.example":
            return really(host, *args, **kwargs)
        asked.append(host)
        return really("127.0.0.1" if len(asked) == 1 else "192.0.2.1", *args, **kwargs)

    monkeypatch.setattr(outside.socket, "getaddrinfo", resolve)
    with receiving() as receiver:
        answer = call_outside(receiver.url(host="wisselt.example"), **BOUNDS)

    assert (answer.status, asked, len(receiver.got)) == (204, ["wisselt.example"], 1)
    assert receiver.got[0].headers["Host"] == f"wisselt.example:{receiver.port}"


def test_the_certificate_has_to_be_that_of_the_name(settings, monkeypatch, tmp_path):
    settings.OUTSIDE_LOOPBACK = True
    certificate = certificate_for("ontvanger.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(outside, "_resolved", lambda host: ("127.0.0.1",))
    with receiving(certificate=certificate) as receiver:
        assert call_outside(receiver.url(host="ontvanger.example"), **BOUNDS).status == 204
        with pytest.raises(NotReached, match="CERTIFICATE_VERIFY_FAILED"):
            call_outside(receiver.url(host="ander.example"), **BOUNDS)

    assert len(receiver.got) == 1


def test_a_redirect_inward_is_not_followed(settings):
    settings.OUTSIDE_LOOPBACK = True
    with receiving() as receiver:
        receiver.script = lambda got, n: (302, {"Location": receiver.url("/inside")})

        assert call_outside(receiver.url(), **BOUNDS).status == 302

    assert [one.path for one in receiver.got] == ["/hook"]


def test_no_more_is_read_than_was_asked_for_and_no_longer_waited(settings):
    settings.OUTSIDE_LOOPBACK = True
    with _dripping(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000) as port:
        assert len(call_outside(f"http://127.0.0.1:{port}/", seconds=2, most_bytes=1000).body) == 1000
    began = time.monotonic()
    with _dripping(b"HTTP/1.1 200 OK\r\nX-A: " + b"x" * 500, every=0.05) as port, pytest.raises(NotReached):
        call_outside(f"http://127.0.0.1:{port}/", seconds=0.4, most_bytes=1000)
    assert time.monotonic() - began < 1.5


class _dripping:
    """A server that sends these bytes to whoever connects, one at a time when `every` says so."""

    def __init__(self, data, every=0.0):
        self.data, self.every = data, every

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self.socket.getsockname()[1]

    def __exit__(self, *args):
        self.socket.close()

    def _serve(self):
        connection, _ = self.socket.accept()
        with connection:
            connection.recv(4096)
            size = 1 if self.every else len(self.data)
            try:
                for start in range(0, len(self.data), size):
                    connection.sendall(self.data[start : start + size])
                    time.sleep(self.every)
            except OSError:
                return  # the caller has gone
