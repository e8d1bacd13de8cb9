"""Random regulations and dossiers for the properties that must hold for any rules."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from rules_builders import LABEL, document, words

from register.rules.facts import Fact
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation

HOW_MANY = int(os.environ.get("RULES_EXAMPLES", "40"))
"""Examples for each property; more of them for a long run."""

DAYS = st.one_of(
    st.dates(date(2019, 6, 1), date(2025, 6, 1)),
    # The days on which calendars go wrong: ends of months, leap days, and both sides of a border.
    st.sampled_from(
        [
            date(2020, 1, 1),
            date(2019, 12, 31),
            date(2024, 12, 31),
            date(2025, 1, 1),
            date(2020, 2, 29),
            date(2024, 2, 29),
            date(2023, 2, 28),
            date(2022, 3, 31),
            date(2022, 8, 31),
        ]
    ),
)
AMOUNTS = st.integers(0, 40).map(lambda number: Decimal(number) / 2)
CATEGORIES = {
    "learning": LABEL | {"includes": {"course": LABEL, "meeting": LABEL}},
    "reading": LABEL,
}
TAGS = ("ethics", "law", "quality")
LEAF_CATEGORIES = ("course", "meeting", "reading")


@st.composite
def facts(draw: st.DrawFn, *, most: int = 10) -> tuple[Fact, ...]:
    """Activities in hours, with the fields that the random rules select on."""
    found = []
    for n in range(draw(st.integers(0, most))):
        found.append(
            Fact(
                id=f"f{n}",
                on=draw(DAYS),
                quantity=draw(AMOUNTS),
                unit=draw(st.sampled_from(["hour", "hour", "hour", "point", "word"])),
                category=draw(st.sampled_from(LEAF_CATEGORIES)),
                tags=tuple(sorted(draw(st.sets(st.sampled_from(TAGS), max_size=2)))),
                accredited=draw(st.sampled_from([None, True, False])),
                course=draw(st.sampled_from([None, "x", "y"])),
                format=draw(st.sampled_from([None, "online"])),
            )
        )
    return tuple(found)


def selections() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.just({}),
        st.sampled_from([*LEAF_CATEGORIES, "learning"]).map(lambda code: {"category": code}),
        st.sampled_from(TAGS).map(lambda tag: {"tags": tag}),
        st.just({"accredited": True}),
        st.just({"not": {"format": "online"}}),
        st.just({"category": "learning", "any": [{"tags": "law"}, {"accredited": True}]}),
    )


NUMBERS = st.integers(1, 30)
SCOPES = st.sampled_from(
    ["fact", "day", "course", "category", "format", "calendar-year", "cycle-year", "cycle", "window"]
)


@st.composite
def caps(draw: st.DrawFn, *, toward: bool = True) -> list[dict[str, Any]]:
    found = []
    for n in range(draw(st.integers(0, 3))):
        scope = draw(st.one_of(SCOPES, st.just(["course", "calendar-year"])))
        cap = words(f"cap-{n}", of=draw(selections()), per=scope, at=draw(NUMBERS))
        if toward and draw(st.booleans()):
            cap["toward"] = ["r0"]
        found.append(cap)
    return found


@st.composite
def leaves(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for n in range(draw(st.integers(1, 4))):
        measure = draw(st.sampled_from(["sum", "sum", "count", {"distinct": "tags"}, {"periods": "calendar-month"}]))
        leaf = words(f"r{n}", of=draw(selections()), measure=measure)
        repeat = draw(st.sampled_from([None, None, "calendar-year", "rolling"]))
        if repeat == "rolling":
            leaf["for_each"] = {"rolling": draw(st.sampled_from(["6 months", "12 months", "90 days"]))}
        elif repeat:
            leaf["for_each"] = {"series": repeat}
        leaf["at_least"] = draw(NUMBERS)
        found.append(leaf)
    return found


@st.composite
def documents(draw: st.DrawFn, *, pure: bool = False) -> dict[str, Any]:
    """A sound document. A pure one has minima alone: no maxima, no sharing out, nothing carried."""
    parts: dict[str, Any] = {
        "unit": "hour",
        "categories": CATEGORIES,
        "requirements": draw(leaves()),
        "worth": draw(
            st.sampled_from(
                [
                    [{"per": "1 hour"}],
                    [{"per": "1 hour", "round": {"direction": "down", "to": Decimal("0.5")}}, {"per": "500 words"}],
                    [{"when": {"category": "course"}, "per": "45 minutes", "round": "half-up"}, {"per": "1 hour"}],
                    [{"when": {"tags": "law"}, "gives": 3}, {"per": "1 hour", "gives": 2}],
                ]
            )
        ),
    }
    if not pure:
        if limits := draw(caps()):
            parts["caps"] = limits
        if draw(st.booleans()):
            parts["refuse"] = [
                {"when": {"format": "online", "category": "reading"}, "reason": "no", "label": LABEL, "article": "a"}
            ]
        sums = [leaf["code"] for leaf in parts["requirements"] if leaf["measure"] == "sum" and "for_each" not in leaf]
        if len(sums) > 1 and draw(st.booleans()):
            parts["share_out"] = [{"among": sums, "each": draw(st.sampled_from(["fact", "unit"]))}]
        if sums and draw(st.booleans()):
            parts["carry"] = [words("over", surplus_of=sums[0], into=sums[0], cycles=draw(st.integers(1, 3)))]
    return document(**parts)


@st.composite
def regulations(draw: st.DrawFn, *, pure: bool = False) -> Regulation:
    """Drawn until one is sound: a maximum below a minimum it feeds is refused, as it should be."""
    parts = draw(documents(pure=pure))
    try:
        return Regulation.from_document(parts)
    except RegulationInvalid as refusal:
        codes = {problem.code for problem in refusal.problems}
    without = Regulation.from_document({key: part for key, part in parts.items() if key != "caps"})
    assert codes == {"cap-below-minimum"}
    return without
