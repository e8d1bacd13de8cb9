"""A private Valkey (or Redis) on a free port of this machine alone. It keeps nothing: all truth is in PostgreSQL."""

from __future__ import annotations

import secrets
import tempfile
import time

import redis

from demo.folder import DataFolder
from demo.processes import Programs
from demo.programs import server_account, valkey_program, working_place
from demo.sockets import HOST, free_port

# Three a test worker (broker, results, cache), for up to 40 workers.
DATABASES = 120


def start_valkey(folder: DataFolder, programs: Programs) -> str:
    """Start the server and return the address of its first database."""
    account = server_account()
    program = valkey_program(working_place(folder.path, account), account)
    port, password = free_port(), secrets.token_urlsafe(24)
    configuration = [
        f"bind {HOST}",
        f"port {port}",
        f"requirepass {password}",
        f"databases {DATABASES}",
        # A broker must refuse rather than forget.
        "maxmemory-policy noeviction",
        'save ""',
        "appendonly no",
    ]
    # Read from standard input: the password is then in no file and in no list of processes.
    with tempfile.TemporaryFile("w+") as given:
        given.write("\n".join(configuration))
        given.seek(0)
        server = programs.start("valkey", [program, "-"], cwd="/", standard_input=given, **account.options)
    client = redis.Redis(HOST, port, password=password)
    end = time.monotonic() + 30
    while True:
        try:
            client.ping()
            client.close()
            return f"redis://:{password}@{HOST}:{port}/0"
        except redis.ConnectionError as error:
            if not server.running() or time.monotonic() > end:
                raise SystemExit(f"Valkey did not start ({error}). Its log ends:\n{server.last_lines()}") from None
            time.sleep(0.02)
