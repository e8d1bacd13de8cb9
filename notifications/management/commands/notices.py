"""`manage.py notices read-bounces`: take in mail that came back, from files or from the mail box of the settings."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications.errors import MailboxUnusable
from notifications.services.bounce_mailbox import read_bounces, read_mail
from register.clock import now


class Command(BaseCommand):
    help = "Take in mail that came back: which addresses are dead, and what did not arrive."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True, metavar="{read-bounces}")
        reading = commands.add_parser("read-bounces", help="read mails, and say how many changed anything")
        reading.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a mail as it came, such as x.eml")
        reading.add_argument("--mailbox", action="store_true", help="read BOUNCE_MAILBOX_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        if bool(files) == options["mailbox"]:
            raise CommandError("Name files, or give --mailbox.")
        if files:
            self._read_files(files)
        elif not settings.BOUNCE_MAILBOX_URL:
            raise CommandError("BOUNCE_MAILBOX_URL names no mail box.")
        else:
            try:
                count = read_bounces(mailbox_url=settings.BOUNCE_MAILBOX_URL, clock=now)
            except MailboxUnusable as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{count} read")

    def _read_files(self, files: list[Path]) -> None:
        for file in files:
            try:
                content = file.read_bytes()
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}") from error
            changed = read_mail(content=content, now=now())
            self.stdout.write(f"{file}: {changed} changed")
