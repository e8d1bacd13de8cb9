"""`manage.py audit redraw RUN`: does the draw of a run give the same people again?"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.catalogue.audits import RunState
from portfolio.models import AuditRun
from portfolio.services.audits.committing import population_document
from portfolio.services.audits.redrawing import Redraw, redraw, redraw_document


class Command(BaseCommand):
    help = (
        "`audit redraw RUN` draws again and compares with who was drawn; `audit population RUN` prints the frozen "
        "population, of which the digest was published. `audit redraw --file FILE --seed SEED` draws from such a "
        "text, without looking at any run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["redraw", "population"])
        parser.add_argument("run", nargs="?", help="the uuid of the run")
        parser.add_argument("--file", type=Path, metavar="FILE", help="a population, as `audit population` prints it")
        parser.add_argument("--seed", help="the seed, with --file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            self._from_file(options["file"], options["seed"] or "")
            return
        run = _run(options["run"])
        if options["what"] == "population":
            for piece in population_document(run):
                self.stdout.write(piece, ending="")
            return
        if run.state != RunState.DRAWN:
            raise CommandError(f"This run is {run.state}: there is no draw to repeat.")
        self._tell(redraw(run))

    def _from_file(self, path: Path, seed: str) -> None:
        try:
            with path.open(encoding="utf-8") as text:
                digest, drawn = redraw_document(text, seed=seed)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"population {digest}")
        for one in drawn:
            self.stdout.write(f"{one.ticket} {one.key} {one.stratum}")

    def _tell(self, found: Redraw) -> None:
        told = {True: "is the one that was published", False: "IS NOT the one that was published"}
        self.stdout.write(f"The seed {told[found.seed_holds]}.")
        self.stdout.write(f"The population {told[found.population_holds]}.")
        for key in found.missing:
            self.stderr.write(f"{key} comes out and was not drawn")
        for key in found.surplus:
            self.stderr.write(f"{key} was drawn and does not come out")
        if not found.holds:
            raise SystemExit(1)
        self.stdout.write(f"The same {len(found.drawn)} come out.")


def _run(text: str | None) -> AuditRun:
    try:
        return AuditRun.objects.get(uuid=UUID(text or ""))
    except (ValueError, AuditRun.DoesNotExist) as error:
        raise CommandError("Give the uuid of an audit run.") from error
