"""`manage.py evidence_retention`: show which evidence has been kept its term; with `--remove`, let it go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portfolio.services.evidence.removing import expired_evidence, remove_expired_evidence
from register.clock import now


class Command(BaseCommand):
    help = "Show which evidence has been kept its term. Names the claim or question, never the person or the file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="let it go, as the daily job does")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = now()
        count = 0
        for evidence in expired_evidence(now=moment).order_by("id").iterator():
            place = evidence.claim or evidence.missing_attendance
            count += 1
            self.stdout.write(
                f"{evidence.uuid}: {place.registration.register.code} {place.uuid}, {evidence.size} bytes, "
                f"added {evidence.added_at:%Y-%m-%d}"
            )
        if options["remove"]:
            self.stdout.write(f"{remove_expired_evidence(now=moment)} removed")
        else:
            self.stdout.write(f"{count} would go; nothing was removed")
