"""What a register shows to everybody, read from its regulation: what is refused, and what it sounds like."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from register.catalogue import ENDED
from register.rules.periods import Length
from register.rules.problems import RegulationInvalid
from register.rules.publication import ENDING, since_when
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from tests.rules.rules_builders import document

SHOWN = [{"show": "registered"}, {"show": "struck-off", "after": "5 years"}]


def with_publication(**publication: Any) -> Regulation:
    return Regulation.from_document(document(publication=publication))


@pytest.mark.parametrize(
    ("publication", "code", "place"),
    [
        ({"statuses": [{"show": "left"}]}, "end-without-after", "publication.statuses[0]"),
        ({"statuses": [*SHOWN, SHOWN[0]]}, "shown-twice", "publication.statuses[2]"),
        ({"statuses": [{"show": "famous"}]}, "unknown-word", "publication.statuses[0].show"),
        ({"statuses": SHOWN, "marks": [{"show": "endorsement"}] * 2}, "shown-twice", "publication.marks[1]"),
    ],
)
def test_what_cannot_be_meant_is_refused(publication, code, place):
    with pytest.raises(RegulationInvalid) as refused:
        with_publication(**publication)

    assert [(one.code, one.path) for one in refused.value.problems] == [(code, place)]


def test_a_regulation_that_says_nothing_shows_nothing():
    assert Regulation.from_document(document()).publication is None


def test_what_it_leaves_unsaid_is_searched_by_name_and_has_no_way_out():
    usual, said = (
        with_publication(statuses=SHOWN, **more).publication
        for more in ({}, {"names": False, "opt_out": True, "marks": [{"show": "endorsement", "after": "1 year"}]})
    )

    assert (usual.names, usual.opt_out, usual.marks) == (True, False, {})
    assert usual.statuses == {"REGISTERED": None, "STRUCK_OFF": Length(months=60)}
    assert (said.names, said.opt_out, said.marks) == (False, True, {"endorsement": Length(months=12)})


@pytest.mark.parametrize(
    ("on", "since"), [(date(2026, 3, 1), date(2021, 3, 1)), (date(2024, 2, 29), date(2019, 2, 28))]
)
def test_what_ended_is_shown_for_its_length(on, since):
    assert since_when(Length(months=60), on=on) == since


def test_it_is_read_aloud_and_judges_nobody():
    said = explain(with_publication(statuses=SHOWN, names=False, opt_out=True).document, language="en")

    assert said[said.index("What is public") + 1 :] == [
        "- Can be searched by number, not by name.",
        "- Shown: registered.",
        "- Shown: struck off, for 5 years.",
        "- Whoever wishes so is not shown.",
    ]


def test_the_rules_and_the_catalogue_know_the_same_ends():
    assert {one.upper().replace("-", "_") for one in ENDING} == ENDED
