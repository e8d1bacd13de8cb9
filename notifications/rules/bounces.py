"""Mail that comes back: which message it was, and what a report about it says (RFC 3464, 3461, 5965)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from enum import StrEnum

# The part of a Message-ID before the @: the same in the address that a bounce comes back to.
TOKEN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
MESSAGE_ID = re.compile(rf"({TOKEN})@", re.IGNORECASE)
RETURNED_TO = re.compile(rf"\+({TOKEN})@", re.IGNORECASE)
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
# The address, its mail box or its domain isn't there, or is closed. A full box (5.2.2), a message that is too large or
# found unwanted says nothing about the address (RFC 3463). Without such a status 550, 551 and 553 say the same.
ADDRESS_IS_BAD = re.compile(r"5\.(1\.(1|2|3|6|10)|2\.1|4\.4)$")
MAILBOX_REFUSED = re.compile(r"\b55[013]\b")
COPIES = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
LONGEST = 500


class Outcome(StrEnum):
    """What became of a message that a mail server had taken."""

    DELIVERED = "DELIVERED"  # it arrived, or went on to a server that reports nothing
    DELAYED = "DELAYED"  # the server keeps trying
    RETURNED = "RETURNED"  # it came back; another one may arrive
    BOUNCED = "BOUNCED"  # it came back, and so will all others
    COMPLAINED = "COMPLAINED"  # its reader called it spam


@dataclass(frozen=True, slots=True)
class Report:
    """One outcome. `token` names the message, `address` its reader; either may be empty. `detail` is what was said."""

    outcome: Outcome
    token: str
    address: str
    detail: str


def return_address(mailbox: str, message_id: str) -> str:
    """The address within the mail box that the message comes back to; empty without a mail box."""
    name, at, host = mailbox.rpartition("@")
    return f"{name}+{token_in(message_id)}@{host}" if at else ""


def token_in(text: str) -> str:
    """The token of the first of our Message-IDs in a text; empty when there is none."""
    found = MESSAGE_ID.search(text)
    return found[1].lower() if found else ""


def reports_in(content: bytes) -> list[Report]:
    """What a mail reports about messages of ours: nothing when it is no report, or about nothing that can be named."""
    mail = message_from_bytes(content, policy=policy.default)
    token = _token_of(mail)
    found = [*_delivery_reports(mail, token), *_complaints(mail, token)]
    return [report for report in found if report.token or report.address]


def outcome_of(action: str, said: str) -> Outcome | None:
    """What an action of RFC 3464 and what was said with it mean; None for an action that it doesn't know."""
    match action.strip().lower():
        case "delivered" | "relayed" | "expanded":
            return Outcome.DELIVERED
        case "delayed":
            return Outcome.DELAYED
        case "failed":
            return Outcome.BOUNCED if gone_for_good(said) else Outcome.RETURNED
    return None


def gone_for_good(said: str) -> bool:
    """Whether what a mail server said means that no message will ever arrive at this address."""
    # Some servers give 5.0.0 as status, and the real one in what the other side said.
    status = next((one[0] for one in STATUS.finditer(said) if not one[0].endswith(".0.0")), "")
    return bool(ADDRESS_IS_BAD.match(status) if status else MAILBOX_REFUSED.search(said))


def _delivery_reports(mail: EmailMessage, token: str) -> Iterator[Report]:
    for part in _parts(mail, "message/delivery-status"):
        for block in part:
            if not isinstance(block, Message) or "Action" not in block:
                continue
            said = " ".join(_field(block, name) for name in ("Status", "Diagnostic-Code"))
            outcome = outcome_of(_field(block, "Action"), said)
            if outcome is not None:
                address = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
                yield Report(outcome, token, _address(address), said.strip()[:LONGEST])


def _complaints(mail: EmailMessage, token: str) -> Iterator[Report]:
    for part in _parts(mail, "message/feedback-report"):
        for block in part:
            if isinstance(block, Message) and _field(block, "Feedback-Type").lower() == "abuse":
                yield Report(Outcome.COMPLAINED, token, _address(_field(block, "Original-Rcpt-To")), "abuse")


def _parts(mail: EmailMessage, kind: str) -> Iterator[list[object]]:
    """The blocks of fields of each part of this kind; of one that isn't taken apart, it is read as one block."""
    for part in mail.walk():
        if part.get_content_type() != kind:
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            yield list(payload)
        else:
            yield [message_from_bytes(str(payload).encode(errors="replace"), policy=policy.compat32)]


def _token_of(mail: EmailMessage) -> str:
    """Which message it is about: by the address it came back to, else by the Message-ID of the copy in the report."""
    for name in ("X-Original-To", "Delivered-To", "To"):
        for value in _fields(mail, name):
            if found := RETURNED_TO.search(value):
                return found[1].lower()
    copies = (part for part in mail.walk() if part.get_content_type() in COPIES)
    return next((token for part in copies if (token := _token_in_copy(part))), "")


def _token_in_copy(part: Message) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        copies = [one for one in payload if isinstance(one, Message)]
    else:
        copies = [message_from_bytes(str(payload).encode(errors="replace"), policy=policy.compat32)]
    return next((token for copy in copies if (token := token_in(_field(copy, "Message-ID")))), "")


def _address(field: str) -> str:
    """The address of a field such as `rfc822; zoe@person.example`, in lower case."""
    address = field.rpartition(";")[2].strip().strip("<>").lower()
    return address if "@" in address and len(address) <= 254 and address.isprintable() and " " not in address else ""


def _field(block: Message, name: str) -> str:
    return next(iter(_fields(block, name)), "")


def _fields(block: Message, name: str) -> list[str]:
    """The values of a field, each on one line. A field that can't be read is as good as absent."""
    try:
        return [" ".join(str(value).split()) for value in block.get_all(name, [])]
    except Exception:  # the parser of the standard library raises anything at all on fields that are made to hurt
        return []
