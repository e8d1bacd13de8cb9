"""Which facts a selection takes, one field and one sort of test at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, dossier, finding, regulation, words

from register.rules.facts import Fact

DAY = date(2022, 5, 12)


def selected(of: dict[str, Any], *facts: Fact) -> str:
    """The ids of the facts that are taken."""
    rules = regulation(
        attributes={"titles": LABEL},
        categories={"course": LABEL | {"includes": {"live": LABEL, "online": LABEL}}, "other": LABEL},
        worth=[{"gives": 1}],
        requirements=[words("r", of=of, measure="count", at_least=1)],
    )
    standing = rules.evaluate(dossier(facts, attributes={"titles": ["nurse", "carer"]}), as_of=LAST_DAY)
    taken = [one.id for one in standing.facts if one.counted]
    assert finding(standing, "r").counted == len(taken)
    return "".join(taken)


def fact(id: str, **fields: Any) -> Fact:
    return Fact(**{"id": id, "on": DAY, **fields})


TAGGED = [fact("a"), fact("b", tags=("law",)), fact("c", tags=("law", "tax")), fact("d", tags=("lawn",))]


@pytest.mark.parametrize(
    ("tags", "taken"),
    [
        ("law", "bc"),
        (["tax", "lawn"], "cd"),
        ({"all": ["law", "tax"]}, "c"),
        ({"all": ["law"]}, "bc"),
        ({"prefix": "law"}, "bcd"),
        ({"prefix": "ta"}, "c"),
        ({"present": True}, "bcd"),
        ({"present": False}, "a"),
        ({"not": "law"}, "ad"),
        ({"not": ["law", "lawn"]}, "a"),
        ({"not": {"prefix": "law"}}, "a"),
        ({"not": {"all": ["law", "tax"]}}, "abd"),
    ],
)
def test_a_field_with_several_words_is_tested(tags: Any, taken: str) -> None:
    assert selected({"tags": tags}, *TAGGED) == taken


@pytest.mark.parametrize(
    ("format", "taken"),
    [
        ("online", "b"),
        ({"prefix": "on"}, "bd"),
        ({"present": True}, "bcd"),
        ({"present": False}, "a"),
        ({"not": "online"}, "acd"),
        ("$titles", "c"),
        (["$titles", "online"], "bc"),
        ({"not": "$titles"}, "abd"),
    ],
)
def test_a_field_with_one_word_is_tested(format: Any, taken: str) -> None:
    facts = [fact("a"), fact("b", format="online"), fact("c", format="carer"), fact("d", format="on-site")]

    assert selected({"format": format}, *facts) == taken


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        ({"tags": "law", "role": "teacher"}, "d"),
        ({"all": [{"tags": "law"}, {"role": "teacher"}]}, "d"),
        ({"any": [{"tags": "law"}, {"role": "teacher"}]}, "bcd"),
        ({"any": [{"tags": "law", "role": "teacher"}, {"format": "online"}]}, "d"),
        ({"not": {"tags": "law"}}, "ac"),
        ({"not": {"any": [{"tags": "law"}, {"role": "teacher"}]}}, "a"),
        ({"not": {"tags": "law", "role": "teacher"}}, "abc"),
    ],
)
def test_tests_are_put_together(of: dict[str, Any], taken: str) -> None:
    facts = [
        fact("a"),
        fact("b", tags=("law",)),
        fact("c", role="teacher"),
        fact("d", tags=("law",), role="teacher"),
    ]

    assert selected(of, *facts) == taken


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        ({"tags": "law"}, "a"),
        ({"tags": "law", "kind": "exam"}, "e"),
        ({"tags": "law", "kind": ["exam", "decision"]}, "de"),
        ({"tags": "law", "all": [{"kind": "exam"}]}, "e"),
        ({"tags": "law", "all": [{"tags": "law"}]}, "a"),
        ({"tags": "law", "all": [{"any": [{"kind": "exam"}, {"kind": "decision"}]}, {"tags": "law"}]}, "de"),
        ({"any": [{"kind": "exam"}, {"tags": "law"}]}, "ae"),
        ({"any": [{"tags": "law"}, {"tags": "tax"}]}, "a"),
        ({"not": {"kind": "exam"}}, "a"),
    ],
)
def test_what_names_no_kind_of_fact_speaks_of_activities(of: dict[str, Any], taken: str) -> None:
    facts = [fact(kind[0], kind=kind, tags=("law",)) for kind in ("activity", "exam", "decision")]

    assert selected(of, *facts) == taken


SIZED = [fact("a"), *(fact(name, group_size=size) for name, size in (("b", 1), ("c", 4), ("d", 6)))]


@pytest.mark.parametrize(
    ("number", "taken"),
    [
        (4, "c"),
        ([1, 6], "bd"),
        ({"at_least": 4}, "cd"),
        ({"at_most": 4}, "bc"),
        ({"above": 4}, "d"),
        ({"below": 4}, "b"),
        ({"at_least": 2, "at_most": 5}, "c"),
        ({"multiple_of": 2}, "cd"),
    ],
)
def test_a_number_is_tested_and_no_number_never_fits(number: Any, taken: str) -> None:
    assert selected({"group_size": number}, *SIZED) == taken


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        ({"quantity": {"at_least": 3}}, "c"),
        ({"quantity": {"below": "2 hours"}}, "d"),
        ({"quantity": {"at_least": "90 minutes", "at_most": "2 hours"}}, "bd"),
        ({"session_length": {"at_least": "1 hour"}}, "bd"),
        ({"session_length": {"above": "1 hour"}}, "d"),
    ],
)
def test_a_quantity_is_tested_in_any_unit_of_the_same_sort(of: dict[str, Any], taken: str) -> None:
    facts = [
        fact("a"),
        fact("b", quantity=Decimal(2), unit="hour", sessions=2),
        fact("c", quantity=Decimal(3), unit="point", sessions=3),
        fact("d", quantity=Decimal(90), unit="minute"),
    ]

    assert selected(of, *facts) == taken


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        ({"on": {"from": "2022-05-12"}}, "bc"),
        ({"on": {"until": "2022-05-12"}}, "a"),
        ({"on": {"from": "2022-05-11", "until": "2022-05-13"}}, "ab"),
        ({"begun_on": {"until": "2022-01-01"}}, "c"),
        ({"recorded_on": {"from": "2022-06-01"}}, "b"),
        ({"recorded_on": {"until": "2022-06-02"}}, "b"),
        ({"recorded_within": "19 days"}, "ac"),
    ],
)
def test_a_day_is_tested_and_no_day_never_fits(of: dict[str, Any], taken: str) -> None:
    facts = [
        fact("a", on=date(2022, 5, 11)),
        fact("b", recorded_on=date(2022, 6, 1)),
        fact("c", on=None, since=date(2021, 12, 31), until=date(2022, 5, 13)),
    ]

    assert selected(of, *facts) == taken


@pytest.mark.parametrize(("occurrence", "taken"), [(1, "ade"), (2, "b"), ({"at_least": 2}, "bc"), ([1, 3], "acde")])
def test_how_often_a_course_was_followed_is_tested(occurrence: Any, taken: str) -> None:
    facts = [fact(name, on=date(2022, month, 1), course="x") for name, month in (("a", 1), ("b", 2), ("c", 3))]

    assert selected({"occurrence": occurrence}, *facts, fact("d"), fact("e")) == taken


@pytest.mark.parametrize(("category", "taken"), [("live", "b"), (["live", "other"], "bd"), ("course", "bc")])
def test_one_of_several_categories_will_do(category: Any, taken: str) -> None:
    facts = [fact("a"), *(fact(i, category=c) for i, c in (("b", "live"), ("c", "online"), ("d", "other")))]

    assert selected({"category": category}, *facts) == taken
