"""The restore drill: back to a moment before the disaster, and everything that must hold does (docs/operations.md)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from demo.folder import twin
from demo.programs import Account, postgres_programs, server_account, working_place
from demo.servers import Servers, running
from demo.sockets import free_port
from demo.start import environment_of
from tests.deep.drill import addresses_of_nothing, connected, superuser, wait_for

pytestmark = [pytest.mark.deep, pytest.mark.servers]
ROOT = Path(__file__).parents[2]
# Somebody asks to be forgotten, and is, after the moment to which the database goes back.
FORGOTTEN = """
from datetime import timedelta
from portfolio.services.dossiers.erasing import ask_for_erasure, carry_out_erasures
from register.access import Actor
from register.clock import now, today
from register.models import User
user = User.objects.get(email="professional@leerregister.example")
ask_for_erasure(person=user.person, actor=Actor(user_id=user.pk, person_id=user.person_id), now=now())
print(carry_out_erasures(on=today(), now=now() + timedelta(days=15)), "forgotten")
"""
# What the workers would have done: the people are told of what happened.
TOLD = """
from notifications.services.hearing import plan_event_notices
from register.clock import now, today
plan_event_notices(on=today(), now=now())
"""
ERASURES = "SELECT array_agg(state) FROM portfolio_erasure"
DISASTER = "DROP TABLE portfolio_ledgerentry CASCADE; UPDATE register_person SET given_name = 'Lost'"


def command(servers: Servers, *words: str) -> str:
    environment = environment_of(servers, addresses_of_nothing())
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600
    )
    return done.stdout if done.returncode == 0 else f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"


def recover(postgres: Path, data: Path, account: Account, *, password: str) -> None:
    """Let the server read the archive up to the moment, and stop it again."""
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": free_port()}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    server = subprocess.Popen([postgres, "-D", data, *options], cwd="/", stderr=subprocess.DEVNULL, **account.options)

    def promoted() -> bool:
        assert server.poll() is None, "the server stopped"
        with suppress(psycopg.OperationalError), connected(settings["port"], password) as connection:
            return not connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]
        return False

    try:
        wait_for(promoted)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


@pytest.fixture
def place(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL"):  # those of the tests
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    for one in (tmp_path, tmp_path / "live", tmp_path / "restored"):
        shutil.rmtree(twin(one), ignore_errors=True)


def test_a_database_is_restored_to_the_minute_before_the_disaster(place, capsys):
    account = server_account()
    shared = working_place(place, account)  # where the account of the server can come
    archive, backup = shared / "archive", shared / "backup"
    for folder in (archive, backup):
        folder.mkdir(mode=0o700)
        account.give(folder)
    live, restored = place / "live", place / "restored"

    with running(live, fast=True) as servers, superuser(servers) as database:
        database.execute("ALTER SYSTEM SET archive_mode = on")
        database.execute(f"ALTER SYSTEM SET archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'")
    with running(live, fast=True) as servers, superuser(servers) as database:
        command(servers, "manage.py", "migrate", "--verbosity=0")
        command(servers, "-m", "demo.population", "--size", "40", "--access", str(place / "access.json"))
        assert command(servers, "manage.py", "shell", "--no-imports", "-c", TOLD) == ""
        programs = postgres_programs(working_place(live, account), account)
        taken = subprocess.run(
            [programs / "pg_basebackup", "-D", backup, "-d", database.info.dsn, "--checkpoint=fast"],
            env={"PGPASSWORD": database.info.password, "PATH": os.environ["PATH"]},
            cwd="/",
            capture_output=True,
            text=True,
            **account.options,
        )
        assert taken.returncode == 0, taken.stderr
        with psycopg.connect(servers.database_url) as connection:
            connection.execute("UPDATE register_person SET given_name = 'After the backup'")
            entries, people = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("portfolio_ledgerentry", "register_person")
            )
        time.sleep(1.1)
        moment = database.execute("SELECT now()").fetchone()[0]
        time.sleep(1.1)
        assert command(servers, "manage.py", "shell", "--no-imports", "-c", FORGOTTEN) == "1 forgotten\n"
        with psycopg.connect(servers.database_url) as connection:
            connection.execute(DISASTER)
        ended = database.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
        wait_for(lambda: (archive / ended).exists())
        assert command(servers, "manage.py", "doctor").startswith("exit code 1")

    began = time.monotonic()
    restored.mkdir()
    shutil.copy(live / "postgres.password", restored)
    shutil.copytree(live / "evidence", restored / "evidence")
    data = working_place(restored, account) / "postgres"
    shutil.copytree(backup, data)
    (data / "recovery.signal").touch()
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {archive}/%f %p'\n")
        settings.write(f"recovery_target_time = '{moment.isoformat()}'\nrecovery_target_action = 'promote'\n")
        settings.write("archive_mode = off\n")
    for path in (data, *data.rglob("*")):
        account.give(path)
    recover(programs / "postgres", data, account, password=(restored / "postgres.password").read_text())
    with running(restored, fast=True) as servers:
        with psycopg.connect(servers.database_url) as connection:
            assert connection.execute(ERASURES).fetchone() == (None,)
        assert command(servers, "manage.py", "replay_erasures") == "1 carried out\n"
        said = command(servers, "manage.py", "doctor", "--standings", "100000")
        with psycopg.connect(servers.database_url) as connection:
            back = [
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("portfolio_ledgerentry", "register_person")
            ]
            names = connection.execute("SELECT DISTINCT given_name FROM register_person").fetchall()
            erasures = connection.execute(ERASURES).fetchone()
    with capsys.disabled():
        print(f"\nRestored to {moment:%H:%M:%S} and examined in {time.monotonic() - began:.1f} s:\n{said}")

    assert back == [entries, people]
    assert names == [("After the backup",)]
    assert erasures == (["DONE"],)
    assert said.endswith("Everything holds.\n")
