"""Refuses migrations that the release before cannot go on beside: `python .ci/migrations.py`.

Up to the first release everything may be changed at will. What comes after only adds, in steps that hold no table
for long; what is no longer used goes in the release after.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

ROOT = Path(__file__).resolve().parent.parent
APPS = ("register", "accreditation", "portfolio", "notifications")
# The last migration of each app in the first release. There is none yet: who makes it fills in its own.
RELEASED: dict[str, str] = {}
OURS = {
    "LOCK TABLE": "takes a table from everybody: change it in small steps instead",
    "CREATE INDEX ": "makes writers wait: AddIndexConcurrently, in a migration that is not atomic",
    "SET LOCK_TIMEOUT": "is for `manage.py migrate` to say",
}


def faults_of(statements: list[str]) -> list[str]:
    """What the release before would not survive, of the statements of one migration."""
    errors, _, _ = analyse_sql_statements(get_sql_analyser_class("postgresql"), statements)
    found = [f"{error.code}: {error.message}" for error in errors]
    made = [one.split('"')[1] for one in statements if one.upper().startswith("CREATE TABLE ") and '"' in one]
    for statement in statements:
        on_new = any(f'ON "{table}"' in statement for table in made)
        for words, why in OURS.items():
            if statement.lstrip().upper().startswith(words) and "CONCURRENTLY" not in statement.upper() and not on_new:
                found.append(f"{words.strip()}: {why}")
    return found


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader, failed = MigrationLoader(connection, replace_migrations=False), False
    for app, last in RELEASED.items():
        for key in sorted(key for key in loader.disk_migrations if key[0] == app and key[1] > last):
            plan = [(loader.disk_migrations[key], False)]
            for fault in faults_of(loader.collect_sql(plan)):
                print(f"{app} {key[1]}: {fault}")
                failed = True
    print(f"{len(RELEASED)} of {len(APPS)} apps have been released.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
