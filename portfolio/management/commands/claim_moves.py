"""`manage.py claim_moves`: how claims, proposals and questions move, from the tables; --write puts it in the docs."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from portfolio.catalogue import CLAIMS, WRONG_ATTENDANCE
from portfolio.catalogue.proposals import PROPOSALS

PAGE = Path(__file__).parents[3] / "docs" / "claims.md"
DRAWN: Mapping[str, tuple[str, Mapping[Any, Any]]] = {
    "claims": ("DRAFT", CLAIMS),
    "proposals": ("ASKED", PROPOSALS),
    "wrong attendance": ("ASKED", WRONG_ATTENDANCE),
}


def drawing(name: str) -> str:
    """The diagram and the table of one sort, in Markdown."""
    first, moves = DRAWN[name]
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    rows = ["| action | by | event |", "| --- | --- | --- |"]
    for action, step in moves.items():
        lines += [f"    {source.value} --> {step.target.value}: {action.value}" for source in sorted(step.sources)]
        rows.append(f"| {action.value} | {step.by} | `{step.event}` |")
    return "\n".join([*lines, "```", "", *rows, ""])


def written(page: str) -> str:
    """The page with what is drawn put in anew between its marks."""
    for name in DRAWN:
        begin, end = f"<!-- drawn: {name} -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = f"{before}{begin}\n{drawing(name)}\n{end}{after}"
    return page


class Command(BaseCommand):
    help = "Show how claims, proposals and questions about wrong bookings move, from the tables the services obey."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="Put it into docs/claims.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            self.stdout.write("\n".join(drawing(name) for name in DRAWN))
