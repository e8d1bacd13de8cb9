"""`make check`: every check in turn, and at the end which of them failed. Names given choose some of them."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from demo.servers import running_apart  # noqa: E402

PYTHON = sys.executable
SCHEMA = ROOT / "docs/openapi.json"
INVENTORY = ROOT / "docs/personal-data.md"
NPM_LOCK = "clients/typescript/package-lock.json"


def command(*words: str) -> Callable[[], bool]:
    return lambda: subprocess.run(words, cwd=ROOT).returncode == 0


def python(*words: str) -> Callable[[], bool]:
    return command(PYTHON, "-m", *words)


def manage(*words: str) -> Callable[[], bool]:
    return command(PYTHON, "manage.py", *words)


def layers() -> bool:
    return subprocess.run([Path(PYTHON).with_name("lint-imports")], cwd=ROOT).returncode == 0


def schema() -> bool:
    """The committed API description is the one the code gives."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.json"
        words = ("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file", str(fresh))
        if not manage(*words)():
            return False
        now = fresh.read_text().splitlines()
    committed = SCHEMA.read_text().splitlines() if SCHEMA.exists() else []
    if now == committed:
        return True
    print("\n".join(list(difflib.unified_diff(committed, now, "docs/openapi.json", "the code", lineterm="", n=1))[:40]))
    print("docs/openapi.json is out of date: run `make schema` and commit it.")
    return False


def inventory() -> bool:
    """The committed inventory of personal data is the one of the models."""
    written = subprocess.run((PYTHON, "manage.py", "personal_data"), cwd=ROOT, capture_output=True, text=True)
    if not written.returncode and written.stdout == INVENTORY.read_text():
        return True
    print(written.stderr[-2000:])
    print("docs/personal-data.md is out of date: `./manage.py personal_data > docs/personal-data.md`, and commit it.")
    return False


def locks() -> bool:
    """No lock file names a place to download from: that is the choice of who installs."""
    named = [path.name for path in sorted(ROOT.glob("requirements*.lock")) if "://" in path.read_text()]
    if '"resolved"' in (ROOT / NPM_LOCK).read_text():  # that of npm also names who may be thanked
        named.append(NPM_LOCK)
    for name in named:
        print(f"{name} holds an address: write it anew with `make lock`.")
    return not named


def compose() -> bool:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        print("skipped: `docker compose` is not installed here")
        return True
    return command(docker, "compose", "config", "--quiet")()


CHECKS: dict[str, Callable[[], bool]] = {
    "style": python("ruff", "check", "."),
    "format": python("ruff", "format", "--check", "."),
    "types": python("mypy", "."),
    "layers": layers,
    "migrations": manage("makemigrations", "--check", "--dry-run"),
    "beside": command(PYTHON, ".ci/migrations.py"),
    "schema": schema,
    "inventory": inventory,
    "clients": python("clients.build"),
    "rules": python("tests.standard.lint"),
    "version": python("tests.standard.changes"),
    "links": command(PYTHON, ".ci/links.py"),
    "locks": locks,
    "scan": command(PYTHON, ".ci/scan.py"),
    "compose": compose,
}


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(CHECKS):
        raise SystemExit(f"There is no check {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
    failed = []
    with running_apart(ROOT / ".data", "check") as servers:
        os.environ.update(servers.environment, SECRET_KEY="unused-by-checks")
        for name in chosen or CHECKS:
            print(f"\n--- {name}", flush=True)
            if not CHECKS[name]():
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
