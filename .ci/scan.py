"""Looks for what makes software unsafe: known faults of style, secrets in the source, settings that are too open.

`python .ci/scan.py` does what needs no network; `audit` asks which of the installed packages have known weaknesses,
and `sbom` writes down what a release is made of.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARIES = Path(sys.executable).parent
PRODUCT = ["config", "register", "accreditation", "portfolio", "notifications"]
LOOKED_THROUGH = [*PRODUCT, "demo", ".ci", ".env.example", "docker-compose.yml", "Dockerfile", "Makefile"]
NOT_LOOKED_AT = r"(migrations|regulations|fonts|templates|static)/|\.(yaml|typ|svg|lock)$"
BASELINE = ROOT / ".secrets.baseline"
# As an installation on the internet has them; the checks of Django look at these, not at ours.
AS_IN_PRODUCTION = {
    "SECRET_KEY": "a-key-of-fifty-signs-and-more-" + "0123456789abcdefghijklmnopqrstuvwxyz",
    "CREDENTIAL_SECRETS": "only-for-this-check-" + "0123456789abcdef",
    "PUBLIC_URL": "https://register.example",
    "ALLOWED_HOSTS": "register.example",
    "PROXIES": "1",
}


def code() -> bool:
    """No fault of medium weight or more. How statements are put together is held by tests/operation."""
    words = [BINARIES / "bandit", "-q", "-r", "--severity-level", "medium", "--skip", "B608", *PRODUCT, "manage.py"]
    return subprocess.run(words, cwd=ROOT).returncode == 0


def settings() -> bool:
    """The checks of Django for a deployment, with settings as in production."""
    words = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(words, cwd=ROOT, env=os.environ | AS_IN_PRODUCTION).returncode == 0


def secrets() -> bool:
    """Nothing in the source looks like a secret but what was looked at by a person and is in the baseline."""
    new = _secrets_in(_scan()) - _secrets_in(BASELINE.read_text())
    for name, digest in sorted(new):
        print(f"{name}: something here looks like a secret ({digest}). Take it out, or look at it and say so:")
        print("  python .ci/scan.py secrets-seen")
    return not new


def audit() -> bool:
    """No installed package has a known weakness. When nothing could be looked up that is a failure, too."""
    words = [BINARIES / "pip-audit", "--strict", "--require-hashes", "--disable-pip", "--format", "json"]
    words += ["--requirement", "requirements-prod.lock"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    try:
        looked_at = [one for one in json.loads(done.stdout)["dependencies"] if "skip_reason" not in one]
    except (ValueError, KeyError):
        looked_at = []
    for one in looked_at:
        for weakness in one["vulns"]:
            print(
                f"{one['name']} {one['version']}: {weakness['id']}, mended in {weakness['fix_versions'] or 'none yet'}"
            )
    print(f"{len(looked_at)} packages looked at.")
    return done.returncode == 0 and bool(looked_at)


def sbom() -> bool:
    """Write sbom.json (CycloneDX): the packages of a release with their versions and digests."""
    words = [BINARIES / "cyclonedx-py", "requirements", "requirements-prod.lock", "--output-reproducible"]
    words += ["--pyproject", "pyproject.toml", "--of", "JSON", "--output-file", "sbom.json"]
    if subprocess.run(words, cwd=ROOT).returncode:
        return False
    parts = json.loads((ROOT / "sbom.json").read_text()).get("components", [])
    print(f"sbom.json: {len(parts)} packages.")
    return bool(parts)


def secrets_seen() -> bool:
    """Take what is there now into the baseline: somebody looked at it."""
    return bool(BASELINE.write_text(_scan()))


def _scan() -> str:
    words = [BINARIES / "detect-secrets", "scan", "--no-verify", "--exclude-files", NOT_LOOKED_AT, *LOOKED_THROUGH]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _secrets_in(text: str) -> set[tuple[str, str]]:
    results = json.loads(text)["results"]
    return {(name, one["hashed_secret"]) for name, all_found in results.items() for one in all_found}


def main(chosen: list[str]) -> int:
    checks = {"code": code, "settings": settings, "secrets": secrets, "secrets-seen": secrets_seen}
    checks |= {"audit": audit, "sbom": sbom}
    failed = [name for name in chosen or ["code", "settings", "secrets"] if not checks[name]()]
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
