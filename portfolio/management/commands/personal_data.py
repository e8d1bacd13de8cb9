"""Write the inventory of personal data."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from portfolio.selectors.personal_data import Holding, holdings, words

HEAD = """# Personal data

Which data about people the system holds, for what, on which ground, how long, and what somebody takes along of it
(art. 15, 20 and 30 GDPR). Written by `./manage.py personal_data > docs/personal-data.md` from what stands beside the
models; a table or column without an entry fails a test. Terms are those that are shipped: an installation that names
its own `RETENTION_FILE` keeps by that. The association that runs a register is the controller and checks the grounds.

There is no column for a citizen service number (BSN), and texts with one in it are refused: [privacy.md](privacy.md).
"""


class Command(BaseCommand):
    """What docs/personal-data.md holds; a test keeps the two alike."""

    help = "Write the inventory of personal data to standard output, as Markdown."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(inventory())


def inventory() -> str:
    """The page as it stands in docs."""
    lines = [HEAD, "## What a column holds", "", "| kind | is | may stay behind, because it |", "| --- | --- | --- |"]
    lines += [f"| {kind} | {said['en']} | {said.get('withheld', '')} |" for kind, said in words()["kinds"].items()]
    for holding in holdings():
        lines += _section(holding)
    return "\n".join(lines)


def _section(holding: Holding) -> Iterator[str]:
    yield from ("", f"## {holding.model}", "", f"For: {holding.purpose}. Ground: {holding.ground}.", "")
    yield from (f"Kept: {holding.kept}.", "", "| column | kind | taken along |", "| --- | --- | --- |")
    for column in holding.columns:
        taken = ", ".join(f"`{key}`" for key in column.exported) or f"no: {column.withheld}"
        yield f"| {column.name} | {column.kind} | {taken} |"
