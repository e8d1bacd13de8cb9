"""Random requests over the whole API as several people: never a fault of ours, always what the description says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.servers import running
from demo.sockets import free_port
from demo.start import PYTHON, Addresses, environment_of, take_step, wait_until_healthy
from demo.walk.visitor import Visitor

pytestmark = [pytest.mark.deep, pytest.mark.servers]
ROOT = Path(__file__).parents[2]
PEOPLE = ("registrar", "professional", "provider manager", "assessor")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@dataclass(frozen=True)
class System:
    url: str
    access: dict
    log: Path


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> Iterator[System]:
    """The web server with a few people and no worker: what is asked for later waits."""
    folder = tmp_path_factory.mktemp("random")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "REDIS_URL"):  # those of the tests
            patch.delenv(name, raising=False)
        with running(folder, fast=True) as servers:
            addresses = Addresses(web=free_port(), mail=9, smtp=9)
            environment = environment_of(servers, addresses) | {"PUBLIC_RATE": "100000/min"}
            access = folder / "access.json"
            population = ("-m", "demo.population", "--size", "60", "--access", str(access))
            take_step(servers.programs, "migrate", "Migrating", ("manage.py", "migrate", "-v0"), environment)
            take_step(servers.programs, "population", "Making up people", population, environment)
            web = ["--bind", f"127.0.0.1:{addresses.web}", "--workers", "2", "--no-control-socket"]
            server = servers.programs.start("web", [PYTHON, "-m", "gunicorn", "config.wsgi", *web], env=environment)
            wait_until_healthy(servers.programs, f"{addresses.web_url}/healthz")
            yield System(addresses.web_url, json.loads(access.read_text()), server.log)
            servers.programs.stop(server, patience=3)


def headers_of(system: System, person: str) -> list[str]:
    visitor = Visitor(system.url).sign_in(system.access["accounts"][person], system.access["password"])
    cookies = "; ".join(f"{name}={value}" for name, value in visitor._session.cookies.items())
    given = {"Cookie": cookies, "X-CSRFToken": visitor._session.cookies["csrftoken"], "Accept-Language": "en"}
    return [word for name, value in given.items() for word in ("--header", f"{name}: {value}")]


@pytest.mark.parametrize("person", PEOPLE)
def test_no_request_of_whoever_breaks_anything_or_gets_what_is_not_described(system, person, tmp_path, capsys):
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{system.url}/api/v1/openapi.json"),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "8"),
        *("--seed", "1", "--max-time", "150", "--suppress-health-check", "all", "--no-shrink", "--warnings", "off"),
        *("--continue-on-failure", "--report", "junit", "--report-dir", str(tmp_path)),
        *headers_of(system, person),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)

    with capsys.disabled():
        print(f"\n{person}: {' · '.join(re.findall(r'.*(?:generated|passed|failures|errors).*', done.stdout)[-6:])}")
    assert done.returncode == 0, done.stdout[-20_000:]
