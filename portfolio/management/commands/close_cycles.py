"""`manage.py close_cycles`: close what has ended, or show with `--dry-run` who would change and how."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.services.closings import NotClosed, Turn, close_ended_cycles, registrations_to_close
from register.clock import now, today
from register.models import Register, Registration


class Command(BaseCommand):
    help = "Close the cycles that have ended and open the next ones. May be broken off and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--register", metavar="CODE", help="only the cycles of this register")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DAY", help="as of this day; with --dry-run also a later one"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or today()
        if on > today() and not options["dry_run"]:
            raise CommandError("A cycle is closed when its day has come: --on in the future goes with --dry-run only.")
        code = options["register"]
        if code and not Register.objects.filter(code=code).exists():
            raise CommandError(f"There is no register {code}.")
        waiting = registrations_to_close(on=on, register_code=code)
        counts = {"closed": 0, "waiting": 0, "failed": 0}
        for turn in close_ended_cycles(registration_ids=waiting, on=on, now=now(), dry_run=options["dry_run"]):
            if isinstance(turn, NotClosed):
                counts["failed"] += 1
                self.stderr.write(f"{_named(turn.registration_id)}: not closed: {turn.error}")
            elif turn.cycle.ends_before <= on or turn.opened:
                counts["waiting" if turn.waits_until else "closed"] += 1
                self.stdout.write(_line(turn))
        written = "nothing was written" if options["dry_run"] else "written"
        self.stdout.write(", ".join(f"{number} {what}" for what, number in counts.items()) + f"; {written}")
        if counts["failed"]:
            raise SystemExit(1)


def _line(turn: Turn) -> str:
    cycle, standing = turn.cycle, turn.standing
    if turn.waits_until:
        end = f"stays open until {turn.waits_until}"
    else:
        short = ", ".join(
            f"{one.name} {one.short}" for one in standing.requirements if not one.met and not one.advisory
        )
        end = f"closes as {standing.outcome}" + (f" (short: {short})" if short else "")
    following = f"; next cycle {turn.opened.start} – {turn.opened.end}" if turn.opened else ""
    name = f"{cycle.registration.register.code} {cycle.registration.number}"
    return f"{name}: {cycle.starts_on} – {cycle.ends_before} {end}{following}"


def _named(registration_id: int) -> str:
    return str(Registration.objects.select_related("register").get(pk=registration_id))
