"""What of a standing stands in the way, and in which categories it can be mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, document, dossier, points, words

from register.rules.facts import Fact
from register.rules.regulation import Regulation
from register.rules.shortfalls import categories_needed, findings_short

DAY = date(2021, 5, 1)
CATEGORIES = {
    "learning": LABEL | {"includes": {"course": LABEL, "book": LABEL}},
    "work": LABEL,
    "other": LABEL,
}


def law(number: int, **more: Any) -> dict[str, Any]:
    return words("law", of={"tags": "law"}, at_least=number, **more)


def in_the_way(requirements: list[dict[str, Any]], *facts: Fact, **attributes: object) -> list[str]:
    rules = Regulation.from_document(document(requirements=requirements, attributes={"titles": LABEL}))
    standing = rules.evaluate(dossier(facts, attributes=attributes), as_of=LAST_DAY).to_json()
    found = findings_short(standing)
    return [one["code"] + (f"[{one['qualifier']}]" if one["qualifier"] else "") for one in found]


def test_what_is_met_and_what_is_advice_stand_in_nobodys_way() -> None:
    requirements = [words("total", at_least=10), words("advice", at_least=99, advisory=True), law(1)]

    assert in_the_way(requirements, points(10, DAY)) == ["law"]


@pytest.mark.parametrize(("tags", "short"), [((), ["law", "tax"]), (("law",), ["tax"]), (("law", "tax"), [])])
def test_a_requirement_of_which_all_parts_are_needed_gives_way_to_those_that_are_short(
    tags: tuple[str, ...], short: list[str]
) -> None:
    both = words("both", all=[law(1), words("tax", of={"tags": "tax"}, at_least=1)])

    assert in_the_way([both], points(1, DAY, tags=tags)) == short


def test_a_part_that_is_advice_leaves_the_whole_in_the_way() -> None:
    both = words("both", all=[words("total", at_least=10), law(1, advisory=True)])

    assert in_the_way([both], points(1, DAY)) == ["both"]


@pytest.mark.parametrize("needed", [1, 2])
def test_of_several_ways_the_requirement_itself_is_named(needed: int) -> None:
    ways = [words(tag, of={"tags": tag}, at_least=2) for tag in ("law", "tax", "art")]

    assert in_the_way([words("ways", any=ways, at_least=needed)], points(1, DAY, tags=("law",))) == ["ways"]


def test_ways_that_are_all_needed_are_parts() -> None:
    two = words("two", any=[law(1), words("tax", of={"tags": "tax"}, at_least=1)], at_least=2)

    assert in_the_way([two], points(1, DAY, tags=("law",))) == ["tax"]


def test_each_repetition_gives_way_to_parts_of_its_own() -> None:
    each = words(
        "each",
        for_each={"value_of": "titles", "as": "title"},
        all=[words("field", of={"tags": "$title"}, at_least=2), words("role", of={"role": "$title"}, at_least=1)],
    )
    facts = points(2, DAY, id="a", tags=("nurse",)), points(1, DAY, id="b", role="carer")

    assert in_the_way([each], *facts, titles=["nurse", "carer"]) == ["role[nurse]", "field[carer]"]


def needed(requirements: list[dict[str, Any]], *facts: Fact) -> set[str]:
    sound = document(requirements=requirements, categories=CATEGORIES)
    standing = Regulation.from_document(sound).evaluate(dossier(facts), as_of=LAST_DAY).to_json()
    return set(categories_needed(standing, sound))


@pytest.mark.parametrize(
    ("of", "categories"),
    [
        ({"category": "learning"}, {"learning", "course", "book"}),
        ({"category": ["book", "work"]}, {"book", "work"}),
        ({"category": "learning", "not": {"category": "other"}}, {"learning", "course", "book"}),
        ({"any": [{"category": "book"}, {"all": [{"category": "work"}]}]}, {"book", "work"}),
        ({"tags": "law"}, set()),
    ],
)
def test_the_categories_of_what_is_short_are_named_with_all_below(of: dict[str, Any], categories: set[str]) -> None:
    assert needed([words("total", of=of, at_least=1)]) == categories


def test_a_whole_that_is_short_asks_for_the_categories_of_its_ways_and_what_is_met_for_none() -> None:
    requirements = [
        words("done", of={"category": "other"}, at_least=1),
        words("ways", any=[words(code, of={"category": code}, at_least=1) for code in ("work", "book")]),
        words("both", all=[words("c", of={"category": "course"}, at_least=1), words("total", at_least=1)]),
    ]

    assert needed(requirements, points(1, DAY, category="other")) == {"work", "book", "course"}
    assert needed([requirements[0]], points(1, DAY, category="other")) == set()
