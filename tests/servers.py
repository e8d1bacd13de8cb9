"""Pytest plugin: a real PostgreSQL and a real Valkey for the whole run, and a migrated database to clone.

Loaded with `-p tests.servers`, before Django's settings are read. LEERREGISTER_NO_SERVERS=1 leaves the servers out,
for tests that need no database.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from demo.servers import running_apart

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "template_leerregister"
REDIS_DATABASES_A_WORKER = 3

_open = contextlib.ExitStack()


# A wrapper, since pytest-django reads the settings in this hook and wrappers go before all others.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789abcdef" * 3)
    os.environ.setdefault("CREDENTIAL_SECRETS", "only-for-tests-" + "fedcba9876543210" * 2)
    os.environ.setdefault("PUBLIC_RATE", "100000/min")  # tests ask more than people do
    os.environ.setdefault("EVIDENCE_FOLDER", _open.enter_context(tempfile.TemporaryDirectory(prefix="evidence-")))
    if os.environ.get("LEERREGISTER_NO_SERVERS"):
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
        os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:9/0")
    elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["REDIS_URL"] = _redis_url_of(worker, os.environ["REDIS_URL"])
    elif not early_config.known_args_namespace.help and not early_config.known_args_namespace.version:
        _start()
    yield


def pytest_unconfigure() -> None:
    _open.close()


def _start() -> None:
    try:
        servers = _open.enter_context(running_apart(ROOT / ".data", "test"))
        os.environ.update(servers.environment)
        if (ROOT / "manage.py").exists():
            _migrate_template(servers.database_url)
            os.environ["TEST_DATABASE_TEMPLATE"] = TEMPLATE
    except SystemExit as error:
        _open.close()
        raise pytest.UsageError(str(error)) from None
    except BaseException:
        _open.close()
        raise


def _redis_url_of(worker: str, url: str) -> str:
    """Databases of its own for each worker: the settings take the one in the address and the two after it."""
    address, _, first = url.rpartition("/")
    return f"{address}/{int(first) + REDIS_DATABASES_A_WORKER * int(worker.removeprefix('gw'))}"


def _migrate_template(database_url: str) -> None:
    """Migrate one database, which every worker clones: replaying the migrations in each costs far more.

    What it was made from is written in the comment on the database, so it is made anew when anything has changed.
    """
    template, made_from = sql.Identifier(TEMPLATE), _fingerprint()
    with psycopg.connect(database_url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        if found and found[0] == made_from:
            return
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(template))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(template))
        environment = os.environ | {"DATABASE_URL": database_url.rpartition("/")[0] + f"/{TEMPLATE}"}
        migrated = subprocess.run(
            [sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        if migrated.returncode:
            raise SystemExit(f"The database for the tests could not be migrated:\n{migrated.stderr[-3000:]}")
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(template, sql.Literal(made_from)))


def _fingerprint() -> str:
    """Changes when a migration, a dependency (with migrations of its own) or a setting changes."""
    migrations = [path for path in ROOT.glob("*/migrations/**/*") if path.is_file() and path.suffix != ".pyc"]
    sources = sorted([*migrations, ROOT / "config/settings.py", ROOT / "requirements-dev.lock"])
    digest = sha256()
    for path in sources:
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
