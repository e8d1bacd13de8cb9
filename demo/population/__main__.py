"""`python -m demo.population`: fill the database that DATABASE_URL names."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from demo.population.access import keep_access
    from demo.population.build import is_populated, populate
    from register.clock import today

    given = _arguments(today())
    if given.if_empty and is_populated():
        print("The demo's data are here already.", flush=True)
    else:
        populate(size=given.size, seed=given.seed, today=given.today, tell=lambda words: print(words, flush=True))
    keep_access(given.access)
    return 0


def _arguments(today: date) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.population", description="Make up people and their learning.")
    parser.add_argument("--size", type=_count, default=3000, help="how many people (default: 3000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same data (default: 1)")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=today, metavar="YYYY-MM-DD", help="(default: today)"
    )
    parser.add_argument("--if-empty", action="store_true", help="leave data that are there as they are")
    parser.add_argument(
        "--access",
        type=Path,
        default=Path(".demo/access.json"),
        help="where the machine's secret and what the examples use is kept (default: .demo/access.json)",
    )
    return parser.parse_args()


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least one person")
    return count


if __name__ == "__main__":
    sys.exit(main())
