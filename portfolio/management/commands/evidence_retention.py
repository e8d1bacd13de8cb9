"""`manage.py evidence_retention`: show which evidence has been kept its term; with `--remove`, let it go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portfolio.models import Evidence
from portfolio.services.evidence.removing import expired_evidence, remove_expired_evidence
from register.clock import now


class Command(BaseCommand):
    help = "Show which evidence has been kept its term. Names the claim or question, never the person or the file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="let it go, as the daily job does")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = now()
        lines = [_line(evidence) for evidence in expired_evidence(now=moment).order_by("id").iterator()]
        self.stdout.writelines(f"{line}\n" for line in lines)
        if options["remove"]:
            self.stdout.write(f"{remove_expired_evidence(now=moment)} removed")
        else:
            self.stdout.write(f"{len(lines)} would go; nothing was removed")


def _line(evidence: Evidence) -> str:
    place = evidence.place
    shows = f"{place.registration.register.code} {place.uuid}" if place else "nothing"
    return f"{evidence.uuid}: shows {shows}, {evidence.size} bytes, added {evidence.added_at:%Y-%m-%d}"
