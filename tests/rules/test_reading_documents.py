"""From a file, a text or stored JSON to a sound document, or every problem in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rules_builders import document, words

from register.rules.document import MOST_AMENDMENTS, checked, load_document, load_file
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation, canonical_json
from register.rules.starter import starter


def chain(folder: Path, length: int) -> Path:
    """A regulation and so many amendments, each of the one before."""
    (folder / "0.yaml").write_text(starter("example"), encoding="utf-8")
    for n in range(1, length + 1):
        text = f"amends: {n - 1}.yaml\nin_force: {{from: {2025 + n}-01-01, by: cycle_end}}\n"
        (folder / f"{n}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{length}.yaml"


def test_so_many_amendments_can_lie_over_one_another_and_no_more(tmp_path: Path) -> None:
    assert load_file(chain(tmp_path, MOST_AMENDMENTS))["in_force"]["from"] == "2035-01-01"

    with pytest.raises(RegulationInvalid) as refusal:
        load_file(chain(tmp_path, MOST_AMENDMENTS + 1))
    assert [(one.code, one.path) for one in refusal.value.problems] == [("unknown-base", "amends")]


def test_of_many_files_twenty_are_named(tmp_path: Path) -> None:
    for n in range(21):
        (tmp_path / f"{n:02}.yaml").write_text("", encoding="utf-8")
    file = tmp_path / "new.yaml"
    file.write_text("amends: 03.yml\n", encoding="utf-8")

    with pytest.raises(RegulationInvalid) as refusal:
        load_file(file)

    (problem,) = refusal.value.problems
    assert problem.expected == ", ".join(f"{n:02}.yaml" for n in range(20))
    assert (problem.nearest, problem.line) == ("03.yaml", 1)


def test_a_key_that_means_nothing_hides_no_mistake_elsewhere() -> None:
    strange = words("a", at_least=1, when={"nonsense": {"of": 3}})
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(requirements=[strange, words("b", of={"category": "nowhere"}, at_least=1)]))

    assert {(one.code, one.path) for one in refusal.value.problems} >= {
        ("unknown-key", "requirements[0].when.nonsense"),
        ("unknown-category", "requirements[1].of.category"),
    }


@pytest.mark.parametrize("value", ["x", ["x"], 3, None])
def test_a_text_that_is_no_block_of_keys_is_refused(value: Any) -> None:
    with pytest.raises(RegulationInvalid) as refusal:
        load_document(canonical_json(value))

    assert [(one.code, one.line) for one in refusal.value.problems] == [("wrong-type", 1)]


def test_a_problem_has_a_line_only_where_there_is_a_text() -> None:
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(unit="moon", requirements=[words("a", of={"category": "x"}, at_least=1)]))

    assert {one.line for one in refusal.value.problems} == {0}
    assert all(one.sentence().startswith(one.path) for one in refusal.value.problems)


def test_a_fault_of_ours_is_not_told_as_a_mistake_in_a_sound_regulation(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("register.rules.document.compile_parts", broken)

    with pytest.raises(KeyError, match="ours"):
        Regulation.from_document(document())
    with pytest.raises(RegulationInvalid, match="extra"):
        Regulation.from_document(document(extra=1))


def test_numbers_and_days_that_did_not_come_from_a_text_are_taken_as_it_would_give_them() -> None:
    requirement = words("a", at_least=0.1, **{"in": {"from": date(2021, 1, 1), "until": "cycle end"}})
    exact, _ = checked(document(requirements=(requirement,)))

    (found,) = exact["requirements"]
    assert (found["at_least"], type(found["at_least"])) == (Decimal("0.1"), Decimal)
    assert found["in"]["from"] == "2021-01-01"
    assert type(exact["requirements"]) is list


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        ((1, {}), "[1,{}]"),
        (Decimal("1.50"), "1.5"),
        (Decimal("2.00"), "2"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.0"), "0"),
    ],
)
def test_one_document_has_one_text(value: Any, text: str) -> None:
    assert canonical_json(value) == text


def test_the_fingerprint_of_a_document_does_not_hang_on_the_order_of_its_keys() -> None:
    one, other = document(), dict(reversed(document().items()))

    digest = Regulation.from_document(one).digest
    assert digest == Regulation.from_document(other).digest
    assert digest != Regulation.from_document(document(unit="hour")).digest
    assert (digest[:7], len(digest)) == ("sha256:", 71)


def test_a_regulation_tells_its_reminders_and_the_tree_of_its_categories() -> None:
    tree = {"course": {"nl": "cursus", "en": "course"}}
    rules = Regulation.from_document(document(categories=tree, reminders=[{"deadline": "earn", "before": "1 month"}]))

    assert [(one.deadline, one.before) for one in rules.reminders] == [("earn", "1 month")]
    assert (rules.categories, Regulation.from_document(document()).categories) == (tree, {})
