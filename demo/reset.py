"""Remove the demo's data: `make demo-reset`. Needs no installed package."""

from __future__ import annotations

import sys
from pathlib import Path

from demo.folder import remove

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".demo")
    print(f"Removed {folder}." if remove(folder) else f"There is no {folder}: nothing to remove.")
