"""Asking a ClamAV daemon whether a file is known malware, by its INSTREAM command.

Source: clamd(8), "INSTREAM": chunks with their length in front, a zero length at the end, one line as the answer.
"""

import logging
import socket
import struct
import time

from django.conf import settings

from portfolio.errors import EvidenceRefused, EvidenceUnavailable
from register.errors import FieldProblem

logger = logging.getLogger(__name__)
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


def scan(content: bytes) -> bool:
    """Whether a scanner found this clean; False when none is configured.

    EvidenceRefused when it found something. EvidenceUnavailable when it is away, slow, or says anything else:
    with a scanner configured nothing is taken unscanned.
    """
    if not settings.EVIDENCE_SCANNER:
        return False
    try:
        answer = _ask(content)
    except (OSError, ValueError) as error:
        logger.warning("scanner_unreachable error=%s", type(error).__name__)
        raise _unavailable() from error
    if answer == b"stream: OK":
        return True
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        logger.warning("malware_refused found=%r", answer[8:-6][:100])
        nl, en = "De virusscanner weigert dit bestand.", "The virus scanner refuses this file."
        raise EvidenceRefused(nl=nl, en=en, fields=(FieldProblem("#/file", "malware", nl, en),))
    logger.error("scanner_unclear answer=%r", answer[:200])
    raise _unavailable()


def _ask(content: bytes) -> bytes:
    """The answer without its end sign. The whole conversation takes at most EVIDENCE_SCANNER_SECONDS."""
    host, _, port = settings.EVIDENCE_SCANNER.rpartition(":")
    until = time.monotonic() + settings.EVIDENCE_SCANNER_SECONDS
    with socket.create_connection((host.strip("[]"), int(port)), timeout=_left(until)) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for place in range(0, len(content), CHUNK):
            chunk = content[place : place + CHUNK]
            clamd.settimeout(_left(until))
            clamd.sendall(struct.pack(">I", len(chunk)) + chunk)
        clamd.sendall(struct.pack(">I", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
            clamd.settimeout(_left(until))
            received = clamd.recv(LONGEST_ANSWER)
            if not received:
                break
            answer += received
    if b"\0" not in answer:
        raise ValueError("an answer without an end")
    return answer.partition(b"\0")[0].strip()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _unavailable() -> EvidenceUnavailable:
    return EvidenceUnavailable(
        nl="Het bestand kan nu niet op virussen worden nagekeken en is niet bewaard. Probeer het later opnieuw.",
        en="The file cannot be scanned for viruses now and was not kept. Try again later.",
    )
