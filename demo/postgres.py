"""A private PostgreSQL on a free port of this machine alone, with its data in a folder of ours."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from demo.folder import DataFolder
from demo.process_table import command_line
from demo.processes import Program, Programs
from demo.programs import Account, postgres_programs, server_account, working_place
from demo.sockets import free_port

SUPERUSER = "postgres"
OWNER = DATABASE = "leerregister"

# SIGINT is PostgreSQL's "fast" shutdown, SIGQUIT its "immediate" one.
QUIT_SIGNALS = (signal.SIGINT, signal.SIGQUIT)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    # No socket file: its path may be too long, and in a shared folder others could put theirs there first.
    "unix_socket_directories": "",
    "jit": "off",
    "timezone": "UTC",
    "max_connections": "100",
}
# For tests: a crash of the machine loses the data, which is remade anyway.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "30s"}


@dataclass(frozen=True)
class Cluster:
    """The programs, the data they keep, and the account they run under."""

    programs: Path
    place: Path
    account: Account
    password: str

    @property
    def data(self) -> Path:
        return self.place / "postgres"

    def url(self, port: int, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{port}/{database}"


def start_postgres(folder: DataFolder, programs: Programs, *, fast: bool = False) -> str:
    """Start the server, made ready the first time, and return the address of its database."""
    account = server_account()
    place = working_place(folder.path, account)
    password = folder.secret("postgres.password", secrets.token_urlsafe(24))
    cluster = Cluster(postgres_programs(place, account), place, account, password)
    if cluster.data.exists():
        _refuse_other_version(cluster, folder.path)
        _remove_stale_notes(cluster)
    else:
        _make(cluster, fast)
    port = free_port()
    settings = SETTINGS | {"port": str(port)} | (FAST_SETTINGS if fast else {})
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = programs.start(
        "postgres",
        [cluster.programs / "postgres", "-D", cluster.data, *options],
        env=_environment(),
        cwd="/",
        quit_signals=QUIT_SIGNALS,
        **account.options,
    )
    owner_password = secrets.token_urlsafe(24)
    with _connection(cluster, server, port) as connection:
        _make_owner(connection, owner_password)
    return cluster.url(port, OWNER, owner_password, DATABASE)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _major_version(cluster: Cluster) -> int:
    command: list[str | Path] = [cluster.programs / "postgres", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, cwd="/", **cluster.account.options)
    if not (found := re.search(r"\) (\d+)", told.stdout)):
        raise SystemExit(f"{command[0]} does not run here: {told.stderr.strip()}")
    return int(found[1])


def _refuse_other_version(cluster: Cluster, folder: Path) -> None:
    ours = _major_version(cluster)
    theirs = int((cluster.data / "PG_VERSION").read_text())
    if ours != theirs:
        raise SystemExit(
            f"The data in {folder} was made by PostgreSQL {theirs}, but {cluster.programs} has PostgreSQL {ours}. "
            f"Start with empty data (`make demo-reset`, or remove the folder), "
            f"or set PG_BINDIR to the programs of PostgreSQL {theirs}."
        )


def _make(cluster: Cluster, fast: bool) -> None:
    """Make the data folder under another name first, so that an interrupted run leaves nothing half made."""
    unfinished = cluster.data.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    cluster.account.give(unfinished)
    # Sorted by code point, the same on every system: the order of a locale differs from one C library to the next.
    locale = ["--locale=C.UTF-8"]
    if _major_version(cluster) >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    with tempfile.NamedTemporaryFile("w", dir=cluster.place) as password:
        password.write(cluster.password)
        password.flush()
        cluster.account.give(Path(password.name))
        command: list[str | Path] = [
            *(cluster.programs / "initdb", "-D", unfinished, "-U", SUPERUSER, "--pwfile", password.name),
            *("--auth=scram-sha-256", "--encoding=UTF8", *locale, *(["--no-sync"] if fast else [])),
        ]
        made = subprocess.run(
            command, capture_output=True, text=True, env=_environment(), cwd="/", **cluster.account.options
        )
    if made.returncode:
        raise SystemExit(f"PostgreSQL could not make its data folder {unfinished}:\n{made.stderr.strip()}")
    unfinished.rename(cluster.data)


def _remove_stale_notes(cluster: Cluster) -> None:
    """Remove the note of a server that died with its machine or container.

    The number in it may belong to another program by now, and PostgreSQL would then refuse to start.
    """
    notes = cluster.data / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(notes.read_text().splitlines()[0])
        if str(cluster.data) in command_line(pid):
            raise SystemExit(f"Another PostgreSQL (process {pid}) works in {cluster.data}. Stop it with `kill {pid}`.")
        notes.unlink()


def _connection(cluster: Cluster, server: Program, port: int, patience: float = 60) -> psycopg.Connection:
    url = cluster.url(port, SUPERUSER, cluster.password, "postgres")
    end = time.monotonic() + patience
    while True:
        try:
            return psycopg.connect(url, connect_timeout=5, autocommit=True)
        except psycopg.OperationalError as error:
            if not server.running() or time.monotonic() > end:
                raise SystemExit(f"PostgreSQL did not start ({error}). Its log ends:\n{server.last_lines()}") from None
            time.sleep(0.05)


def _make_owner(connection: psycopg.Connection, password: str) -> None:
    """The account the application uses: no superuser, as in production, but free to make test databases."""
    owner, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(owner))
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(owner, sql.Literal(password)))
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
