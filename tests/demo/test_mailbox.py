"""The mail catcher: what is sent to it can be read, and a mail cannot do anything to its reader."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from demo.processes import ROOT
from demo.sockets import HOST, free_port

pytestmark = pytest.mark.servers


class Running:
    def __init__(self, folder: Path) -> None:
        self.smtp, self.web = free_port(), free_port()
        ports = ["--smtp-port", str(self.smtp), "--http-port", str(self.web)]
        self.process = subprocess.Popen([sys.executable, "-m", "demo.mailbox", *ports, "--folder", folder], cwd=ROOT)

    def get(self, path: str, host: str | None = None) -> str:
        asked = urllib.request.Request(f"http://{HOST}:{self.web}{path}", headers={"Host": host} if host else {})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return str(answer.read().decode())

    def wait(self) -> None:
        for _ in range(200):
            try:
                self.get("/")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the mail catcher did not start")

    def send(self, message: EmailMessage, *recipients: str) -> None:
        with smtplib.SMTP(HOST, self.smtp) as smtp:
            smtp.send_message(message, to_addrs=list(recipients))


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "caught mail")
    try:
        running.wait()
        yield running
    finally:
        running.process.terminate()
        assert running.process.wait(10) == 0


def a_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Register <office@example.org>"
    message["To"] = "Zoë <zoe@example.org>"
    message["Subject"] = "Nog 12 punten <nodig>"
    message["Message-ID"] = "<notice-1@example.org>"
    message.set_content("Beste Zoë,\nnog 12 punten.\n")
    message.add_alternative("<p>Nog 12 punten</p><script>alert(1)</script>", subtype="html")
    return message


def test_a_mail_arrives_and_can_be_read(mailbox: Running) -> None:
    mailbox.send(a_mail(), "zoe@example.org", "copy@example.org")

    (caught,) = json.loads(mailbox.get("/messages.json"))

    assert caught["to"] == ["zoe@example.org", "copy@example.org"]
    assert caught["from"] == "Register <office@example.org>"
    assert caught["subject"] == "Nog 12 punten <nodig>"
    assert caught["messageId"] == "<notice-1@example.org>"
    assert caught["text"] == "Beste Zoë,\nnog 12 punten.\n"
    assert "Nog 12 punten &lt;nodig&gt;" in mailbox.get("/")


def test_the_page_of_a_mail_shows_its_html_as_text_and_in_a_sandbox(mailbox: Running) -> None:
    mailbox.send(a_mail(), "zoe@example.org")

    page = mailbox.get("/000001")

    assert "<script" not in page
    assert "<iframe sandbox " in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [("/000001", None, 404), ("/../secret.key", None, 404), ("/", "elsewhere.example:8025", 403)],
)
def test_it_shows_nothing_else_and_to_nobody_else(mailbox: Running, path: str, host: str | None, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        mailbox.get(path, host)

    assert refused.value.code == status
    refused.value.close()
