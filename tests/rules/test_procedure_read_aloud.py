"""How a register decides, publishes and keeps records, read aloud whole in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from register.rules.sentences import explain
from tests.rules.rules_builders import document

OUTCOMES = [{"is": "renewed", "label": {"nl": "Verlengd", "en": "Renewed"}, "met": "all"}]
PROCEDURE: dict[str, Any] = {
    "legal_terms": False,
    "effect_waits": ["corrected", "refused"],
    "renewal": {
        "declarations": [
            {"code": "true", "label": {"nl": "alles klopt", "en": "all is true"}},
            {"code": "fit", "label": {"nl": "geschikt", "en": "fit"}},
        ],
        "supplement": "3 weeks",
        "decided_within": "8 weeks",
        "proposals": [
            {"outcome": "renewed", "grants": "annotated"},
            {"outcome": "met", "grants": "temporary", "within": "1 year"},
            {"outcome": "not-met", "grants": "refused", "grace": "3 months"},
            {"outcome": "not-met", "grants": "refused", "status": "suspended"},
        ],
        "by_rule": {"outcomes": ["renewed", "met"]},
    },
    "re_entry": [{"after": ["left", "lapsed"], "asks": "closed", "article": "9"}],
    "audit": {"reply": "5 weeks", "repairs": 0},
}
SAID = {
    "nl": [
        "- Zienswijze binnen 2 weken, bezwaar binnen 6 weken, daarop beslist binnen 6 weken.",
        "- Gaat pas in als er niets meer tegen te doen is: een correctie na een steekproef, weigering.",
        "- Daarbij wordt verklaard: “alles klopt”, “geschikt”.",
        "- Aanvullen kan binnen 3 weken.",
        "- Beslist wordt binnen 8 weken.",
        "- Voorstel bij “Verlengd”: verlengd met een aantekening.",
        "- Voorstel bij “met”: tijdelijk verlengd voor 1 jaar, met een plan.",
        "- Voorstel bij “not-met”: geweigerd: de registratie vervalt, na 3 maanden uitloop.",
        "- Voorstel bij “not-met”: geweigerd: schorsing.",
        "- Zonder mensen wordt beslist bij “Verlengd”, “met”; 0 van de honderd gaan toch langs mensen.",
        "- Voor wie terugkomt na uitschrijving, vervallen (9): terugkomen kan niet.",
        "- Wie in een steekproef valt, toont binnen 5 weken aan: wat meetelt.",
        "- Herstel is er niet.",
    ],
    "en": [
        "- A view within 2 weeks, objection within 6 weeks, reconsidered within 6 weeks.",
        "- Takes effect only when nothing can be done against it any more: a correction after an audit, refusal.",
        "- It is then declared: “all is true”, “fit”.",
        "- It may be completed within 3 weeks.",
        "- It is decided within 8 weeks.",
        "- Proposed for “Renewed”: renewed with an annotation.",
        "- Proposed for “met”: renewed temporarily for 1 year, with a plan.",
        "- Proposed for “not-met”: refused: the registration lapses, after 3 months of grace.",
        "- Proposed for “not-met”: refused: suspended.",
        "- Decided without people for “Renewed”, “met”; 0 of every hundred go to people all the same.",
        "- For who comes back after leaving, lapsing (9): there is no coming back.",
        "- Who is drawn for an audit shows within 5 weeks: what counts.",
        "- There is no repair.",
    ],
}
RECORDS: list[dict[str, Any]] = [
    {
        "code": "peers", "label": {"nl": "Groep", "en": "Group"}, "sort": "session", "fact": {"kind": "activity"},
        "least_people": 3,
    },
    {
        "code": "chaired", "label": {"nl": "Kring", "en": "Circle"}, "sort": "session", "fact": {"kind": "activity"},
        "attested_by": "chair",
    },
    {
        "code": "paper", "label": {"nl": "Papier", "en": "Paper"}, "sort": "document", "fact": {"kind": "artefact"},
        "evidence": True, "valid": "3 years", "warn": ["3 months"], "needs": [{"role": "partner", "registered": True}],
    },
    {
        "code": "visit", "label": {"nl": "Bezoek", "en": "Visit"}, "sort": "visit", "fact": {"kind": "decision"},
        "outcome": True,
    },
]  # fmt: skip
RECORDED = [
    "- Group: session of a group, of at least 3 people, counts for whoever confirms being there.",
    "- Circle: session of a group, of at least 2 people, counts on the word of the chair.",
    "- Paper: document, counts once the partner in the conversation, also registered, states it, with evidence, "
    "valid for at most 3 years, warning 3 months before the end.",
    "- Visit: peer visit, the register reads the outcome only.",
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_procedure_is_read_aloud_whole(language: str) -> None:
    said = explain(document(outcomes=OUTCOMES, procedure=PROCEDURE), language=language)

    assert said[-len(SAID[language]) :] == SAID[language]


def test_what_a_procedure_leaves_out_is_not_read() -> None:
    said = explain(
        document(procedure={"renewal": {"opens": "5 months"}, "audit": {"asks": "self-declared"}}), language="nl"
    )

    assert said[-3:] == [
        "- Herregistratie kan worden gevraagd vanaf 5 maanden voor het einde van de periode.",
        "- Wie in een steekproef valt, toont binnen 4 weken aan: wat zelf is opgegeven.",
        "- Wat tekortschiet, kan hoogstens 1 keer worden hersteld, telkens binnen 3 maanden.",
    ]


def test_what_is_public_is_read_aloud_with_how_long() -> None:
    shown = [{"show": "registered"}, {"show": "suspended", "after": "1 year"}, {"show": "left", "after": "2 years"}]
    said = explain(
        document(publication={"statuses": shown, "marks": [{"show": "annotation", "after": "6 months"}]}), language="en"
    )

    assert said[-5:] == [
        "- Can be searched by name and by number.",
        "- Shown: registered.",
        "- Shown: suspended, and for 1 year after it.",
        "- Shown: left, for 2 years.",
        "- Shown: annotation, and for 6 months after it.",
    ]


def test_every_sort_of_record_is_read_aloud() -> None:
    said = explain(document(records=RECORDS), language="en")

    assert [line for line in said if line in RECORDED] == RECORDED, said
