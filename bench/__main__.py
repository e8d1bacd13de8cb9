"""Fill a database of its own, measure, print the table and write bench/results.json."""

import argparse
import json
import os
import sys
from pathlib import Path

import django

RESULTS = Path(__file__).parent / "results.json"
HEAD = ["what", "against", "median ratio", "range", "median", "median floor", "runs"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the attendance list")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()
    comparisons = _measure(given)
    _print(comparisons)
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


def _measure(given: argparse.Namespace) -> list:
    from bench import attendance_import, data, evaluation, standing_endpoint
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM register_register)")
        if cursor.fetchone()[0]:
            sys.exit("This database has registers in it. The bench fills an empty one: `make bench` makes it.")
    print(f"Filling a register of {given.people:,} with 30 facts each …", flush=True)
    register = data.fill(given.people)
    comparisons = []
    for step in (
        lambda: standing_endpoint.measure(register, runs=given.runs),
        lambda: [evaluation.measure(register, runs=given.runs)],
        lambda: attendance_import.measure(register, rows=given.rows, runs=given.runs),
    ):
        for comparison in step():
            print(" · ".join(comparison.as_row()), flush=True)
            comparisons.append(comparison)
    return comparisons


def _print(comparisons: list) -> None:
    rows = [HEAD, *(comparison.as_row() for comparison in comparisons)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
