"""The servers from wheels: they start, they serve, and they leave no process behind, however the launcher ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.folder import LOCK, remove
from demo.process_table import born, only_zombies
from demo.processes import ROOT
from demo.programs import server_account, working_place

pytestmark = pytest.mark.servers

SHOW = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
ASK = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(*connection.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user").fetchone())
client = redis.Redis.from_url(os.environ["REDIS_URL"])
print(client.config_get("maxmemory-policy")["maxmemory-policy"])
client.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a space in its path, and for root below one that other accounts cannot enter."""
    yield (folder := tmp_path / "a folder")
    if (folder / LOCK).exists():
        remove(folder)


def launch(folder: Path, *command: str, **variables: str) -> subprocess.Popen[str]:
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return subprocess.Popen(
        [sys.executable, "-m", "demo.servers", "--fast", folder, "--", *command],
        cwd=ROOT,
        env=own | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def waiting(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A launcher that is ready and goes on until it is ended."""
    launcher = launch(folder, "sleep", "60")
    assert launcher.stdout
    assert "ready" in launcher.stdout.readline()
    yield launcher
    launcher.terminate()
    launcher.communicate()


def started(folder: Path) -> dict[int, str]:
    """The processes a run has written down, with their moments of birth: both servers and the command."""
    for _ in range(100):
        lines = (folder / "running").read_text().splitlines()
        if len(lines) == 3:
            return {int(line.split(maxsplit=1)[0]): line.split(maxsplit=1)[1] for line in lines}
        time.sleep(0.02)
    raise AssertionError(f"written down: {lines}")


def still_there(processes: dict[int, str], patience: float = 15) -> list[int]:
    end = time.monotonic() + patience
    while True:
        left = [pid for pid, birth in processes.items() if born(pid) == birth and not only_zombies(pid)]
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.05)


def test_a_command_has_both_servers_and_no_rights_above_its_own(folder: Path) -> None:
    out, err = launch(folder, sys.executable, "-c", ASK).communicate()

    assert out.splitlines()[1:] == ["leerregister False", "noeviction"], err


def test_the_second_start_finds_the_data_of_the_first(folder: Path) -> None:
    make = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL'], autocommit=True).execute('{}')"
    launch(folder, sys.executable, "-Wignore", "-c", make.format("CREATE TABLE kept ()")).communicate()

    again = launch(folder, sys.executable, "-Wignore", "-c", make.format("DROP TABLE kept"))

    assert (again.wait(), again.communicate()[1]) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_process_is_left(folder: Path, waiting: subprocess.Popen[str], number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("what runs these tests ignores it, as nohup does, and so does what they start")
    processes = started(folder)

    waiting.send_signal(number)
    code = waiting.wait(20)

    assert still_there(processes) == []
    assert code == (-9 if number == signal.SIGKILL else 128 + number)


def test_what_a_killed_run_and_its_guardian_left_is_ended_by_the_next(
    folder: Path, waiting: subprocess.Popen[str]
) -> None:
    processes = started(folder)
    children = Path(f"/proc/{waiting.pid}/task/{waiting.pid}/children")
    if not children.exists():
        pytest.skip("needs /proc to find the guardian")
    for guardian in {int(pid) for pid in children.read_text().split()} - set(processes):
        os.kill(guardian, signal.SIGKILL)
    waiting.kill()
    waiting.wait()

    following = launch(folder, "true")

    assert (following.wait(), following.communicate()[1]) == (0, "")
    assert still_there(processes, patience=0) == []


def test_a_second_run_on_the_same_folder_is_refused(folder: Path, waiting: subprocess.Popen[str]) -> None:
    second = launch(folder, "true")

    assert f"in use by another run (process {waiting.pid})" in second.communicate()[1]
    assert second.returncode == 1
    with pytest.raises(SystemExit, match="in use by another run"):
        remove(folder)


def test_data_of_another_postgresql_is_refused(folder: Path) -> None:
    folder.mkdir()
    data = working_place(folder, server_account()) / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")

    assert "was made by PostgreSQL 9" in launch(folder, "true").communicate()[1]


def test_a_folder_that_is_not_ours_is_never_removed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()

    with pytest.raises(SystemExit, match="left alone"):
        remove(precious)

    assert precious.exists()


def test_servers_that_are_given_are_used(folder: Path) -> None:
    given = {"DATABASE_URL": "postgresql://elsewhere/database", "REDIS_URL": "redis://elsewhere:6379/0"}

    out, _ = launch(folder, sys.executable, "-c", SHOW, **given).communicate()

    assert out.splitlines()[1] == "postgresql://elsewhere/database redis://elsewhere:6379/0"
    assert not (folder / "logs/postgres.log").exists()
