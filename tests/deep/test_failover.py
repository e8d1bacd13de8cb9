"""The primary dies while it is written to, its synchronous standby takes over: no acknowledged write is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from demo.programs import postgres_programs, server_account, working_place
from demo.servers import running
from demo.sockets import free_port
from demo.start import environment_of
from tests.deep.drill import addresses_of_nothing, connected, superuser, wait_for
from tests.deep.test_restore import ROOT, command, place

__all__ = ["place"]
pytestmark = [pytest.mark.deep, pytest.mark.servers]
ENOUGH = 200
KEYS = "SELECT substr(source_key, 10)::int FROM portfolio_ledgerentry WHERE source_key LIKE 'failover/%'"


def kill_cluster(data: Path) -> None:
    """As when the machine loses its power."""
    server = int((data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(server, signal.SIGSTOP)  # it starts nothing anew meanwhile
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    for process in (server, *map(int, children)):
        os.kill(process, signal.SIGKILL)


def said(lines: str, word: str) -> set[int]:
    return {int(line.split()[1]) for line in lines.splitlines() if line.startswith(word)}


def test_a_database_that_dies_while_it_is_written_to_loses_nothing_that_it_acknowledged(place, capsys):
    account = server_account()
    live = place / "live"
    with running(live) as servers, superuser(servers) as database:
        command(servers, "manage.py", "migrate", "--verbosity=0")
        command(servers, "-m", "demo.population", "--size", "5", "--access", str(place / "access.json"))
        shared = working_place(place, account)
        programs = postgres_programs(shared, account)
        standby_data = shared / "standby"
        standby_data.mkdir(mode=0o700)
        account.give(standby_data)
        copied = subprocess.run(
            [programs / "pg_basebackup", "-D", standby_data, "-d", database.info.dsn, "--checkpoint=fast", "-R"],
            env={"PGPASSWORD": database.info.password, "PATH": os.environ["PATH"]},
            cwd="/",
            capture_output=True,
            text=True,
            **account.options,
        )
        assert copied.returncode == 0, copied.stderr
        port = free_port()
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": port}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        standby = subprocess.Popen(
            [programs / "postgres", "-D", standby_data, *words],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **account.options,
        )
        try:
            database.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            database.execute("SELECT pg_reload_conf()")
            synchronous = "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')"
            wait_for(lambda: database.execute(synchronous).fetchone()[0])
            environment = environment_of(servers, addresses_of_nothing())
            writer = subprocess.Popen(
                [sys.executable, "-m", "tests.deep.writer"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            with psycopg.connect(servers.database_url, autocommit=True) as watching:
                wait_for(lambda: len(watching.execute(KEYS).fetchall()) > ENOUGH)
                (data,) = database.execute("SHOW data_directory").fetchone()
            kill_cluster(Path(data))
            died = time.monotonic()
            lines = writer.communicate(timeout=120)[0]
            acknowledged, unknown = said(lines, "acknowledged"), said(lines, "unknown")

            with connected(port, database.info.password) as promoted:
                promoted.execute("ALTER SYSTEM RESET synchronous_standby_names")
                promoted.execute("SELECT pg_promote()")
                promoted.execute("SELECT pg_reload_conf()")
            old = f":{database.info.port}/"
            after = environment | {"DATABASE_URL": servers.database_url.replace(old, f":{port}/")}
            with psycopg.connect(after["DATABASE_URL"]) as reading:
                found = {number for (number,) in reading.execute(KEYS)}
            away = time.monotonic() - died
            again = [str(number) for number in sorted(unknown)]
            subprocess.run([sys.executable, "-m", "tests.deep.writer", *again], cwd=ROOT, env=after, check=True)
            with psycopg.connect(after["DATABASE_URL"]) as reading:
                in_the_end = sorted(number for (number,) in reading.execute(KEYS))
            examined = subprocess.run(
                [sys.executable, "manage.py", "doctor"], cwd=ROOT, env=after, capture_output=True, text=True
            )
        finally:
            standby.send_signal(signal.SIGINT)
            standby.wait(60)

    with capsys.disabled():
        print(
            f"\nThe primary was killed after {len(acknowledged)} acknowledged writes; {len(unknown)} were left unknown,"
        )
        print(f"of which {len(unknown & found)} had been kept. The standby answered after {away:.1f} s.")
    assert len(acknowledged) >= ENOUGH
    assert unknown, "nothing was under way when it died: nothing was shown"
    assert acknowledged - found == set()
    assert in_the_end == sorted(acknowledged | unknown)
    assert "BROKEN" not in examined.stdout, examined.stdout
