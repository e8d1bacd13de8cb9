"""Migrations can be taken back: what their SQL makes, their undo removes."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

pytestmark = pytest.mark.migration
ROOT = Path(__file__).parents[2]


@pytest.fixture
def migrated():
    """A copy of the migrated database that every test run begins with."""
    url = os.environ["DATABASE_URL"]
    name = f"back_and_forth_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ['TEST_DATABASE_TEMPLATE']}")
        yield url.rpartition("/")[0] + f"/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(url, *target):
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks", *target]
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def made_by_hand(url):
    """Triggers and functions: what Django's own operations know nothing of."""
    with psycopg.connect(url) as connection:
        triggers = connection.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        functions = connection.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
            " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1"
        )
        return triggers.fetchall(), functions.fetchall()


def test_every_migration_of_ours_is_undone_without_a_trace_and_made_again(migrated):
    triggers, functions = made_by_hand(migrated)
    assert ("portfolio_ledgerentry", "ledger_append_only") in triggers
    assert functions

    migrate(migrated, "notifications", "zero")
    migrate(migrated, "portfolio", "zero")
    migrate(migrated, "register", "zero")
    assert made_by_hand(migrated) == ([], [])

    migrate(migrated)
    assert made_by_hand(migrated) == (triggers, functions)
