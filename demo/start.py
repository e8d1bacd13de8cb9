"""`make demo`: the whole system with made-up people, on this machine alone, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demo.processes import Program, Programs, stop_on_signals
from demo.servers import Servers, running
from demo.sockets import HOST, free_port

PYTHON = sys.executable

POPULATION = ("--size", "3000", "--seed", "1", "--if-empty")


def steps(access: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What comes before the programs. Each may be repeated: the second start finds the work done."""
    return (
        ("Bringing the database up to date", ("manage.py", "migrate")),
        ("Making up people, courses and attendance", ("-m", "demo.population", *POPULATION, "--access", str(access))),
        ("Collecting the files of the web pages", ("manage.py", "collectstatic", "--noinput")),
    )


@dataclass(frozen=True)
class Addresses:
    web: int
    mail: int
    smtp: int

    @property
    def web_url(self) -> str:
        return f"http://{HOST}:{self.web}"

    @property
    def mail_url(self) -> str:
        return f"http://{HOST}:{self.mail}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="walk through the main tasks, say what happened, stop")
    parser.add_argument("--folder", type=Path, default=Path(".demo"), help="where the data goes (default: .demo)")
    given = parser.parse_args()
    with stop_on_signals.watching():
        say("Starting PostgreSQL and Valkey …")
        with running(given.folder) as servers:
            try:
                return demonstrate(servers, once=given.once)
            except SystemExit as end:
                if isinstance(end.code, str):
                    say(end.code)  # the reason before the stopping, not after it
                    return 1
                raise
            finally:
                say("Stopping …")


def demonstrate(servers: Servers, *, once: bool) -> int:
    addresses = Addresses(web=free_port(8000), mail=free_port(8025), smtp=free_port())
    environment = environment_of(servers, addresses)
    access = servers.folder.path / "access.json"
    for number, (title, command) in enumerate(steps(access), start=1):
        take_step(servers.programs, f"step-{number}", title, command, environment)
    started = start_programs(servers, addresses, environment)
    try:
        wait_until_healthy(servers.programs, f"{addresses.web_url}/healthz")
        if once:
            from demo.walk import walk

            code = walk(addresses.web_url, addresses.mail_url, access)
            stop_if_one_died(servers.programs)
            return code
        from demo.welcome import text

        say(text(addresses.web_url, addresses.mail_url, access))
        return watch(servers.programs)
    finally:
        # Side by side and before the servers they use.
        servers.programs.stop(*started, patience=3)


def environment_of(servers: Servers, addresses: Addresses) -> dict[str, str]:
    folder = servers.folder
    inherited = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DJANGO_SETTINGS_MODULE")}
    return (
        inherited
        | servers.environment
        | {
            "SECRET_KEY": folder.secret("secret.key", secrets.token_urlsafe(50)),
            "ALLOWED_HOSTS": f"{HOST},localhost",
            "PUBLIC_URL": addresses.web_url,
            # Accounts of the demo have a password that everybody knows: a second factor would guard nothing.
            "SECOND_FACTOR_REQUIRED": "false",
            "EMAIL_URL": f"smtp://{HOST}:{addresses.smtp}",
            "STATIC_ROOT": str(folder.path / "static"),
            "CREDENTIAL_SECRETS": folder.secret("credential.key", secrets.token_urlsafe(50)),
            "EVIDENCE_FOLDER": str(folder.path / "evidence"),
            # Often, so that one sees things happen.
            "SWEEP_SECONDS": "3",
            "REMINDER_PLANNING_SECONDS": "10",
            "PYTHONUNBUFFERED": "1",
        }
    )


def take_step(
    programs: Programs, name: str, title: str, command: tuple[str, ...], environment: Mapping[str, str]
) -> None:
    print(f"{title} …", end="", flush=True)
    began = time.monotonic()
    step = programs.start(name, [PYTHON, *command], env=environment)
    code = step.popen.wait()
    programs.stop(step)
    print(f" {time.monotonic() - began:.1f} s", flush=True)
    if code:
        failed = f"`python {' '.join(command)}` failed (exit code {code})"
        raise SystemExit(f"{explain(failed, step)}\nWith data of an earlier version, `make demo-reset` begins anew.")


def start_programs(servers: Servers, addresses: Addresses, environment: Mapping[str, str]) -> list[Program]:
    start, path = servers.programs.start, servers.folder.path
    worker_signals = (signal.SIGTERM, signal.SIGQUIT)
    mailbox = ["--smtp-port", str(addresses.smtp), "--http-port", str(addresses.mail), "--folder", str(path / "mail")]
    web = ["--bind", f"{HOST}:{addresses.web}", "--workers", "2", "--no-control-socket", "--access-logfile", "-"]
    # There is one worker: it need not look for others, and while it does so it cannot be stopped.
    worker = ["--concurrency", "2", "--hostname", "demo@localhost", "--without-mingle", "--without-gossip"]
    worker += ["--loglevel", "INFO"]
    beat = ["--schedule", str(path / "beat-schedule"), "--pidfile=", "--loglevel", "INFO"]
    celery = [PYTHON, "-m", "celery", "--app", "config.celery"]
    say("Starting the mail catcher, the web server, the worker and the clock …")
    return [
        start("mail", [PYTHON, "-m", "demo.mailbox", *mailbox], env=environment),
        start("web", [PYTHON, "-m", "gunicorn", *web, "config.wsgi"], env=environment),
        start("worker", [*celery, "worker", *worker], env=environment, quit_signals=worker_signals),
        start("beat", [*celery, "beat", *beat], env=environment),
    ]


def wait_until_healthy(programs: Programs, url: str, patience: float = 90) -> None:
    end = time.monotonic() + patience
    while True:
        stop_if_one_died(programs)
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError as error:
            # An HTTPError is an answer: the server is up and says that it is not well.
            if time.monotonic() > end or (isinstance(error, urllib.error.HTTPError) and error.code < 500):
                raise SystemExit(f"{url} does not answer as it should: {error}. See {programs.logs}/web.log.") from None
        time.sleep(0.2)


def watch(programs: Programs) -> int:
    while True:
        stop_if_one_died(programs)
        time.sleep(0.5)


def stop_if_one_died(programs: Programs) -> None:
    if dead := programs.first_dead():
        raise SystemExit(
            explain(f"The program `{dead.name}` ended by itself (exit code {dead.popen.returncode})", dead)
        )


def explain(what: str, program: Program) -> str:
    return f"\n{what}. Its log, {program.log}, ends:\n\n{program.last_lines()}"


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
