"""Fill a database of its own, measure, print the table and write bench/results.json."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import django
import psycopg

if TYPE_CHECKING:
    from bench.timing import Comparison

RESULTS = Path(__file__).parent / "results.json"
HEAD = ["what", "against", "median ratio", "range", "of", "median", "median floor", "runs"]
ENTRIES = (
    "endpoint",
    "walls",
    "person",
    "numbers",
    "workers",
    "demanding",
    "kept",
    "explained",
    "upkeep",
    "planning",
    "sending",
    "import",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the attendance list")
    parser.add_argument("--planned", type=int, default=1_000_000, help="registrations that reminders are planned for")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=ENTRIES, default=ENTRIES, help="some entries; writes no file")
    given = parser.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "bench",
        "CREDENTIAL_SECRETS": "bench" * 8,
        "DATABASE_URL": _new_database(),
    }
    django.setup()
    comparisons = _measure(given)
    _print(comparisons)
    if given.only != ENTRIES:
        return 0
    from bench.timing import noise

    results = {
        "people": given.people,
        "rows": given.rows,
        "machine": noise(),
        "entries": [comparison.as_json() for comparison in comparisons],
    }
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(f"Written to {RESULTS.name}.")
    return 0


def _new_database() -> str:
    """An empty database beside the one of DATABASE_URL: each run fills its own."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS leerregister_bench")
        connection.execute("CREATE DATABASE leerregister_bench")
    return url.rpartition("/")[0] + "/leerregister_bench"


def _measure(given: argparse.Namespace) -> list["Comparison"]:
    # Only now: they read Django's settings.
    from django.core.management import call_command

    from bench import attendance_import, data, evaluation, one_person, planning, sending, standing_endpoint, walls

    call_command("migrate", verbosity=0)
    print(f"Filling a register of {given.people:,} with 30 facts each …", flush=True)
    register = data.fill(given.people)
    judging = evaluation.Judging(register, runs=given.runs)
    steps: dict[str, Callable[[], Iterable[Comparison]]] = {
        "endpoint": lambda: standing_endpoint.measure(register, runs=given.runs),
        "walls": lambda: walls.measure(register, runs=given.runs),
        "person": lambda: one_person.measure(runs=given.runs),
        "numbers": judging.numbers,
        "workers": judging.workers,
        "demanding": judging.demanding,
        "kept": judging.kept,
        "explained": judging.explained,
        "upkeep": judging.upkeep,
        "planning": lambda: planning.measure(register, people=given.planned, runs=given.runs),
        "sending": lambda: sending.measure(register, runs=given.runs),
        "import": lambda: attendance_import.measure(register, rows=given.rows, runs=given.runs),
    }
    comparisons = []
    for name in given.only:
        for comparison in steps[name]():
            print(" · ".join(comparison.as_row()), flush=True)
            comparisons.append(comparison)
    return comparisons


def _print(comparisons: list["Comparison"]) -> None:
    rows = [HEAD, *(comparison.as_row() for comparison in comparisons)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
