"""Random requests over the whole API as several callers: never a fault of ours, always what the description says.

The figures go to .data/random-requests.md; docs/random-requests.md tells of them. RANDOM_SECONDS and RANDOM_SEEDS make
a run longer.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.servers import running
from demo.sockets import free_port
from demo.start import PYTHON, Addresses, environment_of, take_step, wait_until_healthy
from demo.walk import visitor as walk
from tests.deep.callers import CALLERS, NEIGHBOUR, Caller, headers_of, things_of, visit, write_settings

pytestmark = [pytest.mark.deep, pytest.mark.servers]
FOLDER = Path(__file__).parent
FIGURES = FOLDER.parents[1] / ".data/random-requests.md"
SECONDS = os.environ.get("RANDOM_SECONDS", "60")  # for each phase of each caller
SEEDS = os.environ.get("RANDOM_SEEDS", "1").split(",")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "object_level_authorization",
)
# Name, phases, requests to an operation at most, one id of each kind or several.
PHASES = (
    ("coverage", "examples,coverage", "1", True),
    ("fuzzing", "fuzzing", "6", False),
    ("stateful", "stateful", "6", False),
)


@dataclass(frozen=True)
class System:
    url: str
    access: dict
    log: Path

    def asked_by(self, name: str) -> int:
        """Requests that came from whoever goes by this name."""
        return self.log.read_text(errors="replace").count(f'"{name}"\n')


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> Iterator[System]:
    """The web server with a few people and no worker: what is asked for later waits."""
    FIGURES.unlink(missing_ok=True)
    folder = tmp_path_factory.mktemp("random")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "PATIENCE", 60)
        for name in ("DATABASE_URL", "REDIS_URL"):  # those of the tests
            patch.delenv(name, raising=False)
        with running(folder, fast=True) as servers:
            addresses = Addresses(web=free_port(), mail=9, smtp=9)
            environment = environment_of(servers, addresses) | {
                "PUBLIC_RATE": "100000/min",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            access = folder / "access.json"
            population = ("-m", "demo.population", "--size", "60", "--access", str(access))
            take_step(servers.programs, "migrate", "Migrating", ("manage.py", "migrate", "-v0"), environment)
            take_step(servers.programs, "population", "Making up people", population, environment)
            take_step(servers.programs, "neighbours", "And neighbours", ("-m", "tests.deep.neighbours"), environment)
            web = ["--bind", f"127.0.0.1:{addresses.web}", "--workers", "2", "--no-control-socket", "--timeout", "120"]
            web += ["--access-logfile", "-", "--access-logformat", '%(r)s %(s)s "%(a)s"']
            server = servers.programs.start("web", [PYTHON, "-m", "gunicorn", "config.wsgi", *web], env=environment)
            wait_until_healthy(servers.programs, f"{addresses.web_url}/healthz")
            yield System(addresses.web_url, json.loads(access.read_text()), server.log)
            servers.programs.stop(server, patience=3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("phase", PHASES, ids=[name for name, *_ in PHASES])
@pytest.mark.parametrize("caller", CALLERS, ids=[caller.name for caller in CALLERS])
def test_no_request_of_whoever_breaks_anything_or_gets_what_is_not_described(
    system, caller, phase, seed, tmp_path, capsys
):
    name, phases, most, fixed = phase
    settings = _settings_of(system, caller, tmp_path, fixed=fixed)
    before = system.asked_by(NEIGHBOUR)
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(settings)),
        *("run", f"{system.url}/api/v1/openapi.json", "--phases", phases, "--checks", ",".join(CHECKS)),
        *("--max-examples", most, "--seed", seed, "--max-time", SECONDS, "--workers", "2", "--request-timeout", "60"),
        *("--suppress-health-check", "all", "--no-shrink", "--warnings", "off", "--continue-on-failure", "--no-color"),
        *("--report", "ndjson", "--report-ndjson-path", str(tmp_path / "events.ndjson")),
    ]
    hooks = {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(FOLDER)}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1200, env=os.environ | hooks)

    probes = system.asked_by(NEIGHBOUR) - before
    with capsys.disabled():
        print(f"\n{_keep_figures(caller, name, seed, done.stdout, tmp_path / 'events.ndjson', probes)}")
    assert done.returncode == 0, done.stdout[-20_000:]


def _settings_of(system: System, caller: Caller, folder: Path, *, fixed: bool) -> Path:
    visitor = visit(system.url, system.access, caller, caller.account)
    headers = {caller.name: headers_of(visitor, name="caller")}
    if caller.neighbour:
        neighbour = visit(system.url, system.access, caller, caller.neighbour)
        headers[NEIGHBOUR] = headers_of(neighbour, name=NEIGHBOUR)
    return write_settings(folder, things_of(visitor), fixed=fixed, headers=headers)


def _keep_figures(caller: Caller, phase: str, seed: str, said: str, events: Path, probes: int) -> str:
    """One row of the table of docs/random-requests.md."""
    tested = re.search(r"Tested: (\d+)", said)
    cases = re.search(r"(\d+) generated", said)
    failures = sum(int(number) for number in re.findall(r"(\d+) (?:unique failures?|errors?)\b", said))
    statuses = Counter(f"{code[0]}xx" for code in re.findall(r'"status_code":\s*(\d{3})', events.read_text()))
    answered = " ".join(f"{kind} {number}" for kind, number in sorted(statuses.items()))
    found = (tested and tested[1], cases and cases[1], answered, failures, probes or "")
    row = f"| {caller.name} | {phase} | {seed} | {' | '.join(str(one) for one in found)} |"
    FIGURES.parent.mkdir(exist_ok=True)
    with FIGURES.open("a") as kept:
        kept.write(f"{row}\n")
    return row
