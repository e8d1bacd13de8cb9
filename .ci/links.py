"""Say which relative links in the documentation lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)>\s]+)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#")


def dead_links(page: Path) -> list[str]:
    text = CODE.sub("", page.read_text())
    targets = [target for target in LINK.findall(text) + REFERENCE.findall(text) if not ELSEWHERE.match(target)]
    return [target for target in targets if not (page.parent / unquote(target.partition("#")[0])).exists()]


def main() -> int:
    pages = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    dead = [f"{page.relative_to(ROOT)}: {target}" for page in pages for target in dead_links(page)]
    print("\n".join(dead) or f"{len(pages)} pages, no dead links")
    return 1 if dead else 0


if __name__ == "__main__":
    raise SystemExit(main())
