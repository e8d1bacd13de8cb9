"""What the outbox costs: notices delivered over one connection, against raw smtplib over one connection."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from typing import Any
from unittest.mock import patch

from django.test import override_settings

from bench.data import TODAY
from bench.timing import Comparison, interleave
from demo.sockets import HOST
from notifications.models import Notice
from notifications.services import delivery
from notifications.services.rendering import Written
from register.clock import now
from register.models import Cycle, Register

MESSAGES = 200
TEXT = "Vóór 1 maart 2027 hebt u nog 12 punten nodig.\n" * 20
FLOOR = f"{MESSAGES} messages by smtplib over one connection"


def measure(register: Register, *, runs: int) -> list[Comparison]:
    """The outbox alone, with a text that is there already, and reminders in full: judged, written and sent."""
    cycles = list(Cycle.objects.filter(registration__register=register).select_related("registration")[:MESSAGES])
    ready = Written("Nog 12 punten", TEXT, f"<p>{TEXT}</p>", kept=TEXT, blocks=())

    def alone(*_: object) -> tuple[str, Written]:
        return "", ready

    with _sink() as port, override_settings(**_mail(port)):

        def compare(name: str) -> Comparison:
            return interleave(name, _deliver, FLOOR, lambda: _raw(port), runs=runs, between=lambda: _queue(cycles))

        with patch.object(delivery, "_write", alone):
            outbox = compare(f"{MESSAGES} notices by the outbox")
        return [outbox, compare(f"{MESSAGES} reminders judged, written and sent")]


def _mail(port: int) -> dict[str, Any]:
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": HOST,
        "EMAIL_PORT": port,
        "MAILS_PER_DOMAIN_PER_MINUTE": 1_000_000,
    }


def _queue(cycles: list[Cycle]) -> None:
    Notice.objects.all().delete()
    Notice.objects.bulk_create(_reminder(number, cycle) for number, cycle in enumerate(cycles))


def _reminder(number: int, cycle: Cycle) -> Notice:
    return Notice(
        kind="cycle-reminder",
        channel="email",
        person_id=cycle.registration.person_id,
        registration=cycle.registration,
        cycle=cycle,
        milestone="earn:6 months",
        deadline_on=date.fromordinal(cycle.ends_before.toordinal() - 1),
        due_on=TODAY,
        not_before=now(),
        message_id=f"<{number}@bench.example>",
        planned_at=now(),
    )


def _deliver() -> None:
    ids = list(Notice.objects.order_by("id").values_list("pk", flat=True))
    for start in range(0, len(ids), 50):
        delivery.deliver_notices(notice_ids=ids[start : start + 50], on=TODAY, clock=now)
    left = Notice.objects.exclude(state=Notice.State.SENT).values_list("state", "reason", "error").first()
    assert left is None, left


def _raw(port: int) -> None:
    with smtplib.SMTP(HOST, port) as smtp:
        for number in range(MESSAGES):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = "a@bench.example", "b@person.example", "Nog 12 punten"
            mail["Message-ID"] = f"<{number}@bench.example>"
            mail.set_content(TEXT)
            mail.add_alternative(f"<p>{TEXT}</p>", subtype="html")
            smtp.send_message(mail)


@contextmanager
def _sink() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-m", "bench.mail_sink"], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            yield int(program.stdout.readline())
        finally:
            program.terminate()
