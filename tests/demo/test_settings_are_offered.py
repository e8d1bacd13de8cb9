"""Whoever installs it finds every setting in `.env.example`, and the containers get it."""

import re
import subprocess
import sys
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

    given = {name.removesuffix("_FILE") for name in app["environment"]}
    assert {"SECRET_KEY", "PROXIES", "EVIDENCE_S3_BUCKET"} <= known
    assert known - OF_THE_TESTS - OF_THE_IMAGE - given - offered == set()
    assert offered - known - composed == set()
    assert composed - offered == set()
    assert app["env_file"] == [{"path": ".env", "required": False}]


def test_each_container_has_limits_and_no_rights_and_reads_secrets_from_files(tmp_path):
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    for name, service in compose["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["user"].partition(":")[0] not in ("", "0"), name
        assert {"cpus", "mem_limit", "pids_limit"} <= set(service), name
        assert name == "mail" or name == "migrate" or "healthcheck" in service, name
        assert "build" in service or re.search(r":v?\d+\.\d+", service["image"]), name
        assert set(service.get("secrets", [])) <= set(compose["secrets"]), name
        assert not [
            key
            for key in service.get("environment", {})
            if re.search("(PASSWORD|SECRETS?|_KEY)$", key) and not key.startswith("EVIDENCE_S3")
        ], name
    assert compose["services"]["mail"]["profiles"] == ["try"]
    subprocess.run([sys.executable, ROOT / "deploy/make_secrets.py", tmp_path / "secrets"], check=True)
    made = {one.name: one.read_text() for one in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(compose["secrets"]) == {Path(one["file"]).name for one in compose["secrets"].values()}
    assert made["postgres_password"] in made["database_url"]
    assert all(len(value) > 40 and value == value.strip() for value in made.values())
