"""Makes the secrets of an installation in containers, each in a file of its own: `python3 deploy/make_secrets.py`.

What is there already stays as it is. Nobody but root and who made them comes into the folder.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path


def main(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    postgres, redis = _kept(folder / "postgres_password"), _kept(folder / "redis_password")
    for name in ("secret_key", "credential_secrets"):
        _kept(folder / name)
    _kept(folder / "database_url", f"postgresql://leerregister:{postgres}@postgres:5432/leerregister")
    _kept(folder / "redis_url", f"redis://:{redis}@valkey:6379/0")
    print(f"The secrets are in {folder}. Keep a copy of credential_secrets apart from the backups of the database.")


def _kept(file: Path, value: str = "") -> str:
    """What the file holds; made when it is not there. Readable for the account in the container, which is another."""
    if not file.exists():
        file.write_text(value or secrets.token_urlsafe(50))
        file.chmod(0o444)
    return file.read_text()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "secrets")
