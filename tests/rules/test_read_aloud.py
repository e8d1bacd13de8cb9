"""What a board reads: every rule as a sentence that says the figure, the unit, where it looks and for whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LABEL, document, words

from register.rules.document import checked
from register.rules.sentences import explain

TITLES = {"titles": {"nl": "titels", "en": "titles"}, "fields": {"nl": "vakgebieden", "en": "fields"}}
CATEGORIES = {"course": {"nl": "Cursus", "en": "Course"}}


def lines(language: str, **parts: Any) -> list[str]:
    read = document(attributes=TITLES, categories=CATEGORIES, **parts)
    checked(read)  # what is read aloud here is sound
    return explain(read, language=language)


def requirement(language: str, **keys: Any) -> str:
    said = lines(language, requirements=[words("total", **keys)])
    return "\n".join(said[said.index({"nl": "Eisen", "en": "Requirements"}[language]) + 1 :])


@pytest.mark.parametrize(
    ("keys", "nl", "en"),
    [
        ({"at_least": 1}, "ten minste 1 punt, uit activiteiten", "at least 1 point, from activities"),
        (
            {"at_least": 60, "in": {"from": "cycle end - 3 years", "until": "cycle end"}},
            "ten minste 60 punten, uit activiteiten, in de 3 jaar voor het einde van de periode",
            "at least 60 points, from activities, in the 3 years before the end of the cycle",
        ),
        (
            {"at_least": 5, "in": {"from": "judgement - 1 year", "until": "judgement + 1 day"}},
            "ten minste 5 punten, uit activiteiten, in het jaar tot en met de dag van beoordeling",
            "at least 5 points, from activities, in the year up to and including the day of judgement",
        ),
        (
            {"at_least": 5, "in": {"from": "cycle start", "until": "cycle start + 3 months"}},
            "ten minste 5 punten, uit activiteiten, in de 3 maanden vanaf het begin van de periode",
            "at least 5 points, from activities, in the 3 months from the start of the cycle",
        ),
        (
            {"at_least": 5, "in": {"length": "24 months"}},
            "ten minste 5 punten, uit activiteiten, in de 24 maanden voor het einde van het telvenster",
            "at least 5 points, from activities, in the 24 months before the end of the counting window",
        ),
        (
            {"at_least": 5, "in": {"from": "2024-03-01", "until": "cycle end + 1 day"}},
            "ten minste 5 punten, uit activiteiten, vanaf 1 maart 2024 en tot en met het einde van de periode",
            "at least 5 points, from activities, from 1 March 2024 and up to and including the end of the cycle",
        ),
        (
            {"measure": "count", "of": {"kind": "declaration", "code": "cpd"}, "at_least": 1},
            "ten minste 1 verklaring met code cpd",
            "at least 1 declaration with code cpd",
        ),
        (
            {"measure": "count", "of": {"kind": "work", "category": "course"}, "at_least": 3},
            "ten minste 3 × werk in de categorie “Cursus”",
            "at least 3 × work in the category “Course”",
        ),
        (
            {"measure": {"distinct": "tags", "among": ["a", "b"], "each": {"at_least": 2}}, "at_least": 2},
            "ten minste 2 verschillende labels (a of b), elk met ten minste 2 punten, uit activiteiten",
            "at least 2 different tags (a or b), each with at least 2 points, from activities",
        ),
        (
            {"measure": {"periods": "calendar-month"}, "of": {"kind": "work"}, "at_least": 24},
            "ten minste 24 kalendermaanden, uit werk",
            "at least 24 calendar months, from work",
        ),
        (
            {"measure": "days", "of": {"kind": "status", "code": "vog"}, "at_least": "every-day"},
            "elke dag: een status met code vog",
            "every day: a status with code vog",
        ),
        (
            {"of": {"not": {"recorded_within": "2 months"}, "tags": "$fields"}, "at_most": Decimal("2.5")},
            "ten hoogste 2,5 punten, uit activiteiten behalve binnen 2 maanden daarna vastgelegd "
            "met label uit de eigen vakgebieden",
            "at most 2.5 points, from activities except recorded within 2 months after it "
            "tagged among one's own fields",
        ),
        (
            {"at_least": {"by": "titles", "values": {"nurse": 40}, "else": 20}},
            "ten minste 40 punten bij nurse, anders 20 punten (naar titels; bij meer dan een het hoogste), uit "
            "activiteiten",
            "at least 40 points for nurse, otherwise 20 points (by titles; the highest for more than one), from "
            "activities",
        ),
    ],
)
def test_a_requirement_is_a_sentence(keys: dict[str, Any], nl: str, en: str) -> None:
    assert requirement("nl", **keys) == f"- woord: {nl} (art. 1)."
    assert requirement("en", **keys) == f"- word: {en} (art. 1)."


@pytest.mark.parametrize(
    ("repeat", "nl", "en"),
    [
        ({"series": "calendar-year"}, "in elk kalenderjaar", "in every calendar year"),
        (
            {"series": "cycle-year", "consecutive": 2, "not_before": "registration"},
            "in elke 2 opeenvolgende jaren van de periode, niet voor de inschrijving",
            "in every 2 consecutive years of the cycle, not before the registration",
        ),
        ({"rolling": "90 days"}, "in elke aaneengesloten 90 dagen", "in every stretch of 90 days"),
        ({"value_of": "titles", "as": "title"}, "voor elk van de titels", "for each of the titles"),
        ({"values": ["a", "b"], "as": "topic"}, "voor elk van a en b", "for each of a and b"),
    ],
)
def test_a_repetition_is_said(repeat: dict[str, Any], nl: str, en: str) -> None:
    assert requirement("nl", for_each=repeat, at_least=5).startswith(f"- woord, {nl}: ")
    assert requirement("en", for_each=repeat, at_least=5).startswith(f"- word, {en}: ")


@pytest.mark.parametrize(
    ("adjustment", "nl", "en"),
    [
        ({"replace": 0}, "wordt 0 punten", "becomes 0 points"),
        ({"minus": 30}, "30 punten eraf", "30 points less"),
        (
            {"minus": {"share": 4, "measured": {"measure": {"periods": "calendar-month"}, "of": {"kind": "leave"}}}},
            "4 × het aantal kalendermaanden met verlof eraf",
            "4 × the number of calendar months with leave less",
        ),
        (
            {"round": {"direction": "up", "to": Decimal("0.5")}},
            "afgerond op 0,5, naar boven",
            "rounded to 0.5, up",
        ),
        (
            {"pro_rata": {"count": "months", "part_months": "whole"}},
            "naar rato van de maanden vanaf de inschrijving (een deel van een maand telt als een hele)",
            "pro rata by months from the registration (part of a month counts as a whole one)",
        ),
    ],
)
def test_a_change_of_a_norm_is_said(adjustment: dict[str, Any], nl: str, en: str) -> None:
    assert requirement("nl", at_least=40, adjust=[adjustment]).endswith(f"- Aanpassing: {nl}.")
    assert requirement("en", at_least=40, adjust=[adjustment]).endswith(f"- Adjustment: {en}.")


def test_a_maximum_says_its_unit_its_share_and_what_it_limits() -> None:
    caps = [
        words("cap", of={"category": "course"}, per="cycle", at={"share": Decimal("0.25"), "of": "total"}),
        words("once", measure="count", per="course", at=1, toward=["total"], spares={"tags": "old"}),
    ]

    said = lines("en", caps=caps, requirements=[words("total", at_least=10)])

    assert "- word (at most 25% of the norm of “word” in a cycle: activities in the category “Course”; art. 1)." in said
    assert (
        "- word (at most 1 item for each course: activities; art. 1). Only for “word”."
        " Not cut, but counted as used: activities tagged old."
    ) in said


def test_deadlines_reminders_worth_and_carry_are_said() -> None:
    said = lines(
        "en",
        worth=[{"per": "1 hour"}, {"when": {"unit": "word"}, "per": "500 words", "gives": 2}],
        deadlines=[{"kind": "record", "until": "cycle end + 1 month"}],
        reminders=[{"deadline": "record", "before": "2 weeks"}],
        carry=[words("carry", surplus_of="total", into="total", at_most=6, of={"category": "course"})],
    )

    assert "- Activities: 1 point for each hour." in said
    assert "- Activities in the unit word: 2 points for each 500 words." in said
    assert "- Recording: by 1 month after the end of the cycle, that day not included." in said
    assert "- 2 weeks before the last day for recording." in said
    assert (
        "- word: surplus on “word” (as far as from activities in the category “Course”) fills a shortage on “word”,"
        " at most 6 points (art. 1)."
    ) in said


def test_a_condition_says_from_which_day_and_where_it_measures() -> None:
    when = {
        "registration": {"from": "cycle start + 1 day"},
        "measured": {"in": {"from": "cycle start - 3 years", "until": "cycle start"}, "at_least": 121},
    }

    assert requirement("en", at_least=10, when=when).endswith(
        " This holds if the registration is after the start of the cycle and what activities bring in the 3 years"
        " before the start of the cycle is at least 121 points."
    )


def test_a_cycle_that_starts_on_a_day_of_the_year_names_the_day() -> None:
    cycle = {"length": "1 year", "starts": "09-01", "joins": "next"}

    assert lines("nl", cycle=cycle)[3] == (
        "Een periode duurt 1 jaar; de eerste begint bij 1 september. Wie tussentijds inschrijft begint bij de volgende."
    )
    assert lines("en", title=LABEL)[2] == "Holds from 1 January 2000; the first day of the cycle decides."
