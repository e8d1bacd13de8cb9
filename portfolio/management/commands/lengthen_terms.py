"""`manage.py lengthen_terms`: after an outage, let the terms that ended meanwhile run on to the next working day."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.services.outages import lengthen_terms
from register.clock import now, today


class Command(BaseCommand):
    help = "After an outage: terms whose last day was in it end on the next working day, and each person is told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("first", type=date.fromisoformat, metavar="FIRST", help="the first day of the outage")
        parser.add_argument("last", type=date.fromisoformat, metavar="LAST", help="the last day of the outage")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = options["first"], options["last"]
        if not first <= last <= today():
            raise CommandError("Give the first day of the outage and then its last; neither is still to come.")
        self.stdout.write(f"{lengthen_terms(first=first, last=last, now=now())} lengthened")
