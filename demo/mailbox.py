"""A mail catcher: takes every mail sent to it, delivers none, and shows them on a small web page.

`python -m demo.mailbox --smtp-port 2525 --http-port 8025 --folder .demo/mail`
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import signal
import threading
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.processes import STOP_SIGNALS
from demo.sockets import HOST

RECIPIENTS = "X-Envelope-To"

# Nothing a mail brings may run, load from elsewhere or send: not even were an escape forgotten.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
 body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
 table {{ border-collapse: collapse; width: 100% }}
 th, td {{ text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top }}
 pre {{ white-space: pre-wrap; background: #f4f4f4; padding: 1rem }}
 iframe {{ width: 100%; height: 30rem; border: 1px solid #767676 }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


@dataclass(frozen=True)
class Mail:
    """One mail as the walk, the tests and the page want it."""

    id: str
    to: list[str]
    from_: str
    subject: str
    date: str
    messageId: str
    text: str
    html: str

    def as_json(self) -> dict[str, object]:
        shown = asdict(self)
        shown["from"] = shown.pop("from_")
        return shown


class Mailbox:
    """Mails as files in a folder, one each, in order of arrival."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = threading.Lock()
        self._numbers = itertools.count(1 + max((int(path.stem) for path in folder.glob("*.eml")), default=0))

    def add(self, recipients: list[str], content: bytes) -> None:
        # A recipient with a line break in it would become a header of its own.
        to = ", ".join(recipients).replace("\r", "").replace("\n", "")
        with self._lock:
            path = self.folder / f"{next(self._numbers):06}.eml"
            unfinished = path.with_suffix(".new")
            unfinished.write_bytes(f"{RECIPIENTS}: {to}\r\n".encode() + content)
            unfinished.replace(path)

    def mails(self) -> list[Mail]:
        return [self._read(path) for path in sorted(self.folder.glob("*.eml"))]

    def mail(self, number: str) -> Mail | None:
        path = self.folder / f"{number}.eml"
        return self._read(path) if number.isdecimal() and path.exists() else None

    def _read(self, path: Path) -> Mail:
        message = message_from_bytes(path.read_bytes(), policy=modern)
        return Mail(
            id=path.stem,
            to=[address.strip() for address in str(message[RECIPIENTS]).split(",")],
            from_=str(message.get("From", "")),
            subject=str(message.get("Subject", "")),
            date=str(message.get("Date", "")),
            messageId=str(message.get("Message-ID", "")),
            text=_part(message, "plain"),
            html=_part(message, "html"),
        )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, UnicodeError):  # a character set nobody knows
        return bytes(part.get_payload(decode=True)).decode("ascii", errors="replace")


class Catcher:
    """The SMTP side: accepts everything."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mailbox.add(list(envelope.rcpt_tos), bytes(envelope.original_content or b""))
        return "250 Caught"


class Pages(BaseHTTPRequestHandler):
    """The web side: reads only."""

    mailbox: Mailbox

    def do_GET(self) -> None:
        # A page elsewhere that points its own host name at this machine must not read mails.
        if (self.headers.get("Host") or "").rpartition(":")[0] not in (HOST, "localhost"):
            return self._answer(HTTPStatus.FORBIDDEN, "text/plain", f"Ask for http://{HOST}.\n")
        if self.path == "/messages.json":
            told = json.dumps([mail.as_json() for mail in self.mailbox.mails()], ensure_ascii=False)
            return self._answer(HTTPStatus.OK, "application/json", told)
        if self.path == "/":
            return self._page("Caught mail", _list(self.mailbox.mails()))
        if mail := self.mailbox.mail(self.path.removeprefix("/")):
            return self._page(mail.subject or "(no subject)", _one(mail))
        self._answer(HTTPStatus.NOT_FOUND, "text/plain", "There is no such mail.\n")

    def _page(self, title: str, body: str) -> None:
        self._answer(HTTPStatus.OK, "text/html", PAGE.format(title=html.escape(title), body=body))

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        content = text.encode("utf-8", errors="replace")
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the log is for what goes wrong."""


def _list(mails: list[Mail]) -> str:
    if not mails:
        return "<p>No mail yet. Nothing sent by the demo leaves this machine: it all arrives here.</p>"
    rows = "".join(
        f'<tr><td>{html.escape(", ".join(mail.to))}<td><a href="/{mail.id}">{html.escape(mail.subject) or "(none)"}</a>'
        f"<td>{html.escape(mail.date)}"
        for mail in reversed(mails)
    )
    return f"<p>{len(mails)} mails, newest first.</p><table><tr><th>To<th>Subject<th>Date{rows}</table>"


def _one(mail: Mail) -> str:
    facts = {"To": ", ".join(mail.to), "From": mail.from_, "Date": mail.date, "Message-ID": mail.messageId}
    shown = "".join(f"<tr><th>{name}<td>{html.escape(value)}" for name, value in facts.items())
    body = f'<p><a href="/">All mail</a></p><table>{shown}</table><h2>Text</h2><pre>{html.escape(mail.text)}</pre>'
    if mail.html:
        # An empty `sandbox` allows nothing: no script, no form, no link out.
        body += (
            f'<h2>HTML</h2><iframe sandbox title="The mail as HTML" srcdoc="{html.escape(mail.html)}"></iframe>'
            f"<details><summary>Source</summary><pre>{html.escape(mail.html)}</pre></details>"
        )
    return body


def main() -> None:
    parser = argparse.ArgumentParser(description="Catch mail and show it.")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    # Blocked before the threads start, which then leave these signals to the wait below.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    mailbox = Mailbox(given.folder)
    smtp = Controller(Catcher(mailbox), hostname=HOST, port=given.smtp_port, enable_SMTPUTF8=True)
    web = ThreadingHTTPServer((HOST, given.http_port), type("Pages", (Pages,), {"mailbox": mailbox}))
    smtp.start()
    threading.Thread(target=web.serve_forever, daemon=True).start()
    signal.sigwait(STOP_SIGNALS)
    smtp.stop()
    web.shutdown()


if __name__ == "__main__":
    main()
