#!/usr/bin/env python3
"""Run one of the project's commands, e.g. `./manage.py regulation try CASES.yaml`."""

import importlib.util
import os
import sys
from pathlib import Path

OWN_PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    if importlib.util.find_spec("django") is None:
        # Called with a Python that lacks the project's packages: use the environment that `make install` made.
        if not OWN_PYTHON.exists() or Path(sys.prefix) == OWN_PYTHON.parent.parent:
            raise SystemExit("Django is not installed. Run `make install` first.")
        os.execv(OWN_PYTHON, [str(OWN_PYTHON), *sys.argv])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
