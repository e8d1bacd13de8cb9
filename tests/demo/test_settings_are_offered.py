"""Whoever installs it finds every setting in `.env.example`, and the containers get it."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
OF_THE_TESTS = {"TEST_DATABASE_TEMPLATE"}
OF_THE_IMAGE = {"STATIC_ROOT"}


def read_from_the_environment() -> set[str]:
    sources = "".join(path.read_text() for path in sorted((ROOT / "config").rglob("*.py")))
    return set(re.findall(r"(?:\benv(?:\.\w+)?\(|\(env,)\s*\"([A-Z][A-Z0-9_]*)\"", sources))


def test_every_setting_is_in_the_example_or_set_by_the_containers():
    offered = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    compose = (ROOT / "docker-compose.yml").read_text()
    app = yaml.safe_load(compose)["x-app"]
    composed = set(re.findall(r"\$\{([A-Z0-9_]+):-", compose))
    known = read_from_the_environment()

    assert {"SECRET_KEY", "PROXIES", "EVIDENCE_S3_BUCKET"} <= known
    assert known - OF_THE_TESTS - OF_THE_IMAGE - set(app["environment"]) - offered == set()
    assert offered - known - composed == set()
    assert composed - offered == set()
    assert app["env_file"] == [{"path": ".env", "required": False}]
