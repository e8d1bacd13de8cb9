"""`manage.py application_moves`: how applications move, drawn from the table; --write puts it into the docs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from accreditation.catalogue import OTHER_EVENTS, TERM_OF, TRANSITIONS, WAITING_FOR, Party, State

PAGE = Path(__file__).parents[3] / "docs" / "accreditation.md"
BEGIN, END = "<!-- drawn from accreditation/catalogue.py -->\n", "<!-- end of what is drawn -->\n"


def drawing() -> str:
    """The diagram and the tables, in Markdown."""
    return "\n".join([*_diagram(), "", *_states(), "", *_actions(), "", *_others(), ""])


def written(page: str) -> str:
    """The page with what is drawn put in anew between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{drawing()}\n{END}{after}"


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> DRAFT"]
    for transition in TRANSITIONS.values():
        for source in (state for state in State if state in transition.sources):
            target = transition.target or source
            lines.append(f"    {source.value} --> {target.value}: {transition.action.value}")
    return [*lines, "```"]


def _states() -> list[str]:
    lines = ["| state | whose turn | term in the policy |", "| --- | --- | --- |"]
    for state in State:
        turn = WAITING_FOR[state].value if state in WAITING_FOR else "–"
        lines.append(f"| `{state.value}` | {turn} | {f'`{TERM_OF[state]}`' if state in TERM_OF else '–'} |")
    return lines


def _actions() -> list[str]:
    lines = ["| action | by | from | to | event | told |", "| --- | --- | --- | --- | --- | --- |"]
    for row in TRANSITIONS.values():
        sources = ", ".join(f"`{state.value}`" for state in State if state in row.sources)
        target = f"`{row.target.value}`" if row.target else "stays"
        lines.append(
            f"| {row.action.value} | {_named(row.by)} | {sources} | {target} | `{row.event}` | {_named(row.tells)} |"
        )
    return lines


def _others() -> list[str]:
    lines = ["| other event | told |", "| --- | --- |"]
    return [*lines, *(f"| `{row.event}` | {_named(row.tells)} |" for row in OTHER_EVENTS)]


def _named(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.value for party in parties) or "nobody"


class Command(BaseCommand):
    help = "Show how applications move: diagram and tables, from the table that the services obey."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="Put it into docs/accreditation.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            self.stdout.write(drawing())
