"""The page for auditors names every bar once, and only tests and commands that exist."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
BARS = {"API": 12, "SEC": 20, "REL": 16, "AVG": 10, "AWB": 4, "AUT": 4}
ROW = re.compile(r"^\| ([A-Z]+-\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
STATES = ("met", "partly: ", "partly, ", "argued: ", "open: ")


@cache
def found_in(path):
    """The tests of a file, read and not imported."""
    return {node.name for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_bar_stands_there_once_and_says_whether_it_is_met():
    rows = ROW.findall(PAGE)

    assert [bar for bar, *_ in rows] == [f"{kind}-{n:02}" for kind, many in BARS.items() for n in range(1, many + 1)]
    assert [bar for bar, _, state, _ in rows if not state.startswith(STATES)] == []
    assert [bar for bar, _, state, _ in rows if state.startswith("argued") and "(decisions/" not in state] == []
    assert [bar for bar, *_, shown in rows if "`" not in shown] == []


def test_what_shows_it_exists():
    named = re.findall(r"`(tests/[^`:]+\.py)::(\w+)`", PAGE)

    assert len(named) > 150
    assert [f"{path}::{name}" for path, name in named if name not in found_in(path)] == []
    assert len(named) == PAGE.count("`tests/"), "A test is named by its file and its name."


def test_the_files_that_the_page_of_faults_names_exist():
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}

    assert set(re.findall(r"\btest_\w+\.py", (ROOT / "docs" / "faults.md").read_text())) <= there


def test_the_commands_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    checks = (ROOT / ".ci" / "check.py").read_text()

    for target, part in re.findall(r"`make ([a-z-]+)(?: ARGS=([a-z]+))?`", PAGE):
        assert target in targets
        assert not part or f'"{part}":' in checks
