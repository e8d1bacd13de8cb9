"""The main job by HTTP against a running system, and the lines that the welcome gives to paste."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.servers import running
from demo.sockets import free_port
from demo.start import Addresses, environment_of, start_programs, take_step, wait_until_healthy
from demo.walk import walk
from demo.welcome import text, tries

pytestmark = [pytest.mark.servers, pytest.mark.worker]

QUICKLY = {"REMINDER_PLANNING_SECONDS": "3", "SWEEP_SECONDS": "1"}
BETWEEN = "=== next ==="


@dataclass(frozen=True)
class Running:
    web: str
    mail: str
    access: Path


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> Iterator[Running]:
    """Everything that `make demo` starts, with few people and a quick clock."""
    folder = tmp_path_factory.mktemp("walk with a space")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "REDIS_URL"):  # those of the tests
            patch.delenv(name, raising=False)
        with running(folder, fast=True) as servers:
            addresses = Addresses(web=free_port(), mail=free_port(), smtp=free_port())
            environment = environment_of(servers, addresses) | QUICKLY
            access = folder / "access.json"
            population = ("-m", "demo.population", "--size", "80", "--access", str(access))
            take_step(servers.programs, "migrate", "Migrating", ("manage.py", "migrate"), environment)
            take_step(servers.programs, "population", "Making up people", population, environment)
            started = start_programs(servers, addresses, environment)
            try:
                wait_until_healthy(servers.programs, f"{addresses.web_url}/healthz")
                yield Running(addresses.web_url, addresses.mail_url, access)
            finally:
                servers.programs.stop(*started, patience=3)


def test_the_main_job_goes_well_and_goes_well_again(system, capsys):
    for _ in range(2):
        code = walk(system.web, system.mail, system.access)

        told = capsys.readouterr().out
        assert code == 0, told
        assert "points more needed" in told
        assert "✘" not in told


def test_a_step_that_goes_wrong_is_named_with_what_was_expected(system, capsys):
    code = walk(system.mail, system.mail, system.access)  # the mail catcher is no register

    told = capsys.readouterr().out
    assert code == 1
    assert "✘  1. The register office signs in" in told
    assert "expected: 200 from" in told
    assert "Stopped at step 1 of" in told


@pytest.mark.skipif(shutil.which("curl") is None, reason="the lines to paste need curl")
def test_the_lines_of_the_welcome_work_when_pasted(system):
    lines = [line for _, line in tries(system.web, system.mail, system.access)]
    waited = [lines[0], "sleep 6", *lines[1:]]

    pasted = subprocess.run(
        ["bash"], input=f"\necho; echo '{BETWEEN}'\n".join(waited), capture_output=True, text=True, timeout=60
    )

    sent, _, report, ledger, standing, mails = pasted.stdout.split(BETWEEN)
    assert json.loads(sent)["counts"]["total"] == 5
    assert report.count("BOOKED") == 2
    assert "number-unknown" in report
    assert len(json.loads(ledger)["results"]) == 3
    assert json.loads(standing)["requirements"][0]["short"] != "0"
    assert any("professional@leerregister.example" in mail["to"] for mail in json.loads(mails))


def test_the_welcome_gives_every_account_and_line(system):
    known = json.loads(system.access.read_text())

    said = text(system.web, system.mail, system.access)

    assert all(email in said for email in known["accounts"].values())
    assert all(line in said for _, line in tries(system.web, system.mail, system.access))
