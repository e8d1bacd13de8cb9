"""Whether everything that one selection holds is held by another: only what is certain is said to be."""

from __future__ import annotations

from typing import Any

import pytest

from register.rules.compiler import category_tree
from register.rules.covering import covers

TREE = category_tree({"learning": {"includes": {"course": None, "meeting": None}}, "reading": None})
BRANCHES = [{"kind": "exam"}, {"tags": "x"}]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ({}, {}),
        ({}, {"tags": "x"}),
        ({}, {"kind": "activity", "any": BRANCHES}),
        ({"kind": "activity"}, {}),
        ({"category": "course"}, {"category": "course"}),
        ({"category": "learning"}, {"category": "course", "tags": "x"}),
        ({"category": ["reading", "course"]}, {"category": "course"}),
        ({"kind": "exam"}, {"kind": "exam", "tags": "x"}),
        ({"kind": ["exam", "work"]}, {"kind": "exam"}),
        ({"kind": "exam", "any": BRANCHES}, {"kind": "exam", "any": BRANCHES}),
        ({"group_size": {"at_least": 3}}, {"group_size": {"at_least": 3}}),
    ],
)
def test_a_wider_selection_covers_a_narrower_one(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    assert covers(outer, inner, TREE)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ({"tags": "x"}, {}),
        ({"tags": "x"}, {"tags": "y"}),
        ({"category": "course"}, {"category": "learning"}),
        ({"category": "course"}, {"category": ["course", "reading"]}),
        ({}, {"kind": "exam"}),
        ({"kind": "exam"}, {}),
        ({"kind": "exam"}, {"kind": ["exam", "work"]}),
        ({"group_size": {"at_least": 3}}, {"group_size": {"at_least": 2}}),
        ({}, {"any": BRANCHES}),
        ({}, {"all": BRANCHES}),
        ({"any": BRANCHES}, {"kind": "activity", "any": BRANCHES}),
        ({"all": BRANCHES}, {"kind": "activity", "all": BRANCHES}),
    ],
)
def test_what_is_not_certain_is_not_said(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    assert not covers(outer, inner, TREE)
