"""How a register decides, read from its regulation: what is refused, which terms hold, what is proposed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from register.rules.periods import Length
from register.rules.problems import RegulationInvalid
from register.rules.procedure import AuditProcedure, Proposal, RenewalProcedure
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from tests.rules.rules_builders import document

SAID = {
    "opens": "5 months",
    "supplement": "3 days",
    "decided_within": "2 weeks",
    "by_rule": {"outcomes": ["met"], "sampled": 9},
}
OUTCOMES = [{"is": "renewed", "label": {"nl": "Verlengd", "en": "Renewed"}, "met": "all"}]


def with_procedure(**procedure: Any) -> Regulation:
    return Regulation.from_document(document(outcomes=OUTCOMES, procedure=procedure))


@pytest.mark.parametrize(
    ("renewal", "code", "place"),
    [
        ({"proposals": [{"outcome": "renewd", "grants": "full"}]}, "unknown-outcome", "proposals[0].outcome"),
        ({"proposals": [{"outcome": "met", "grants": "conditional"}]}, "within-with-grants", "proposals[0]"),
        (
            {"proposals": [{"outcome": "met", "grants": "full", "within": "1 year"}]},
            "within-with-grants",
            "proposals[0]",
        ),
        (
            {"proposals": [{"outcome": "met", "grants": "full", "grace": "1 month"}]},
            "status-with-refused",
            "proposals[0]",
        ),
        ({"proposals": [{"outcome": "met", "grants": "perhaps"}]}, "unknown-word", "proposals[0].grants"),
        ({"by_rule": {"outcomes": ["never"]}}, "unknown-outcome", "by_rule.outcomes[0]"),
        ({"opens": "soon"}, "bad-text", "opens"),
    ],
)
def test_what_cannot_be_meant_is_refused(renewal, code, place):
    with pytest.raises(RegulationInvalid) as refused:
        with_procedure(renewal=renewal)

    assert [(one.code, one.path) for one in refused.value.problems] == [(code, f"procedure.renewal.{place}")]


def test_a_regulation_that_says_nothing_has_the_usual_terms():
    procedure = Regulation.from_document(document()).procedure

    assert [procedure.term(name) for name in ("view", "objection", "reconsideration")] == [
        "2 weeks",
        "6 weeks",
        "6 weeks",
    ]
    assert procedure.ends("objection", known_on=date(2026, 11, 13)) == date(2026, 12, 28)
    assert (procedure.renewal.opens, procedure.renewal.sampled) == (Length(days=84), 0)


def test_what_a_regulation_leaves_unsaid_is_usual_and_what_it_says_holds():
    usual, said = (
        with_procedure(legal_terms=True).procedure,
        with_procedure(renewal=SAID, audit={"repairs": 3, "sampled": 7}).procedure,
    )

    assert usual.audit == AuditProcedure(Length(days=28), Length(months=3), 1, False, 100)
    assert (said.audit.repairs, said.audit.sampled) == (3, 7)
    assert usual.renewal == RenewalProcedure(Length(days=84), Length(days=28), Length(days=56), (), (), frozenset(), 0)
    assert said.renewal == RenewalProcedure(
        Length(months=5), Length(days=3), Length(days=14), (), (), frozenset({"met"}), 9
    )
    assert with_procedure(renewal={"by_rule": {"outcomes": ["met"]}}).procedure.renewal.sampled == 0
    assert with_procedure(renewal={"opens": "5 months"}).procedure.renewal.supplement == Length(days=28)


def test_a_body_may_set_terms_that_end_on_any_day():
    procedure = with_procedure(legal_terms=False, terms={"objection": "30 days"}).procedure

    assert procedure.ends("objection", known_on=date(2026, 11, 20)) == date(2026, 12, 20)  # a Sunday


def test_days_named_by_decree_are_passed_over():
    procedure = with_procedure(closed_on=["2026-05-15"]).procedure

    assert procedure.ends("objection", known_on=date(2026, 4, 3)) == date(2026, 5, 18)


def test_the_first_row_for_an_outcome_is_proposed():
    rows = [
        {"outcome": "not-met", "grants": "refused", "status": "struck-off", "grace": "3 months"},
        {"outcome": "not-met", "grants": "full"},
    ]
    renewal = with_procedure(renewal={"proposals": rows}).procedure.renewal

    assert renewal.proposal_for("not-met", met=False) == Proposal(
        "not-met", "refused", status="STRUCK_OFF", grace=Length(months=3)
    )


def test_without_a_row_what_is_met_is_renewed_and_the_rest_is_left_to_people():
    renewal = with_procedure(effect_waits=["refused"]).procedure.renewal

    assert renewal.proposal_for("renewed", met=True) == Proposal("renewed", "full")
    assert renewal.proposal_for("not-met", met=False) is None


def test_the_procedure_is_read_aloud_in_both_languages():
    procedure = {
        "authority": {"nl": "het bestuur", "en": "the board"},
        "terms": {"view": "4 weeks"},
        "effect_waits": ["refused", "shorter"],
        "renewal": {
            "opens": "12 weeks",
            "proposals": [
                {"outcome": "renewed", "grants": "full"},
                {"outcome": "not-met", "grants": "conditional", "within": "6 months"},
            ],
            "by_rule": {"outcomes": ["renewed"], "sampled": 5},
        },
        "audit": {"repair": "6 months", "repairs": 2, "asks": "self-declared", "sampled": 40},
    }
    sound = document(outcomes=OUTCOMES, procedure=procedure)

    english = explain(sound, language="en")
    assert english[english.index("How decisions are taken") + 1 :] == [
        "- Decisions are taken on behalf of the board.",
        "- A view within 4 weeks, objection within 6 weeks, reconsidered within 6 weeks. A term never ends on a "
        "Saturday, a Sunday or a recognised holiday.",
        "- Takes effect only when nothing can be done against it any more: refusal, shorter renewal.",
        "- Renewal may be asked for from 12 weeks before the end of the cycle.",
        "- Proposed for “Renewed”: renewed.",
        "- Proposed for “not-met”: renewed on condition of repair within 6 months.",
        "- Decided without people for “Renewed”; 5 of every hundred go to people all the same.",
        "- Who is drawn for an audit shows within 4 weeks: what was self-declared, 40 of every hundred.",
        "- What falls short may be repaired 2 times at most, within 6 months each time.",
    ]
    assert "- Besluiten worden genomen namens het bestuur." in explain(sound, language="nl")


LADDER: list[dict[str, Any]] = [
    {"out_less_than": "1 year", "after": ["left"], "asks": "free", "article": "9.1"},
    {"out_less_than": "1 year", "asks": "repair", "within": "6 months", "article": "9.2"},
    {
        "out_less_than": "5 years",
        "asks": "extra",
        "label": {"nl": "veertig punten", "en": "forty points"},
        "article": "9.3",
    },
    {"asks": "assessment", "label": {"nl": "een proeve", "en": "a test"}, "article": "9.4"},
]


@pytest.mark.parametrize(
    ("reason", "on", "asks"),
    [
        ("LEFT", date(2025, 2, 27), "free"),
        ("LAPSED", date(2025, 2, 27), "repair"),
        (None, date(2025, 2, 27), "repair"),
        ("LEFT", date(2025, 2, 28), "extra"),  # out since a leap day: a year later is the last of February
        ("STRUCK_OFF", date(2029, 2, 27), "extra"),
        ("LEFT", date(2029, 2, 28), "assessment"),
    ],
)
def test_the_first_step_that_fits_says_what_coming_back_asks(reason, on, asks):
    ladder = with_procedure(re_entry=LADDER).procedure.re_entry

    fitting = [step for step in ladder if step.fits(ended_before=date(2024, 2, 29), reason=reason, on=on)]

    assert fitting[0].asks == asks


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"asks": "repair", "article": "1"}], "within-with-repair"),
        ([{"asks": "free", "within": "1 year", "article": "1"}], "within-with-repair"),
        ([{"asks": "extra", "article": "1"}], "label-with-shown"),
        ([{"asks": "closed", "article": "1"}, {"asks": "free", "article": "2"}], "step-for-everybody"),
    ],
)
def test_a_ladder_that_cannot_be_meant_is_refused(rows, code):
    with pytest.raises(RegulationInvalid) as refused:
        with_procedure(re_entry=rows)

    assert [(one.code, one.path) for one in refused.value.problems] == [(code, "procedure.re_entry[0]")]


def test_the_ladder_is_read_aloud():
    lines = explain(document(outcomes=OUTCOMES, procedure={"re_entry": LADDER}), language="en")

    assert lines[-4:] == [
        "- For who comes back within 1 year after leaving (9.1): nothing in particular.",
        "- For who comes back within 1 year (9.2): the shortfall repaired within 6 months.",
        "- For who comes back within 5 years (9.3): to be shown first: forty points.",
        "- For who comes back (9.4): an assessment first: a test.",
    ]
