"""The page about drawing: its example can be repeated with a shell, and is what the system draws."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portfolio.rules.audit_plan import CYCLES, NEEDS, ROUNDINGS, Plan
from portfolio.rules.draw import digest_of, document_digest
from portfolio.services.audits.redrawing import redraw_document

PAGE = (Path(__file__).parents[2] / "docs" / "audits.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL).group(1)


def drawn():
    return block("drawn").splitlines()


SEED = re.search(r"The seed is\s+`([0-9a-f]{64})`", PAGE).group(1)


def test_the_example_has_the_digests_that_the_page_names():
    named = re.findall(r"`(sha256:[0-9a-f]{64})`", PAGE)

    assert named == [document_digest([block("population")]), digest_of(SEED)]


def test_the_system_draws_what_the_page_says():
    digest, out = redraw_document(block("population").splitlines(keepends=True), seed=SEED)

    assert digest == document_digest([block("population")])
    assert sorted(f"{one.ticket} {one.key} {one.stratum}" for one in out) == sorted(drawn())


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="the shell of this machine has no sha256sum")
def test_so_does_a_shell(tmp_path):
    (tmp_path / "population.txt").write_text(block("population"))
    (tmp_path / "draw.sh").write_text(block("sh"))

    done = subprocess.run(
        ["sh", "draw.sh", "population.txt", SEED], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == drawn()


def test_the_plan_of_the_page_is_one_and_every_word_of_a_plan_is_explained():
    assert Plan.from_json(json.loads(block("json")))
    for word in (*CYCLES, *NEEDS, *ROUNDINGS):
        assert f"`{word}`" in PAGE, word
