"""Looking ahead over HTTP: what would change, while nothing does."""

import pytest

from portfolio.models import LedgerEntry, StaleStanding
from register.models import Event
from tests.factories.accreditation import EditionFactory
from tests.factories.portfolio import LedgerEntryFactory

DESKS = False

ODA = {"effectiveOn": "2026-01-10", "category": "oda", "quantity": "2.5", "unit": "hour"}


@pytest.fixture
def ask(world):
    path = f"/api/v1/registrations/{world['registration'].uuid}/projections"
    return lambda **body: world.client("member").post(path, body)


def change(answer, code):
    (found,) = [one for one in answer.json()["difference"] if one["code"] == code]
    return found


def refused(answer):
    assert answer.status_code == 400, answer.content
    return [(error["location"], error["code"]) for error in answer.json()["errors"]]


def test_a_fact_that_has_not_happened_changes_the_answer_and_nothing_else(world, ask):
    world_before = [LedgerEntry.objects.count(), Event.objects.count(), StaleStanding.objects.count()]
    served = f"/api/v1/registrations/{world['registration'].uuid}/standing"
    standing_before = world.client("member").get(served).content

    answer = ask(facts=[ODA])

    total = change(answer, "total")
    assert (total["before"]["counted"], total["after"]["counted"]) == ("2", "4.5")
    assert (total["before"]["short"], total["after"]["short"]) == ("182", "179.5")
    assert total["label"]["nl"]
    (fact,) = [one for one in answer.json()["standing"]["facts"] if one["id"] == "hypothetical-1"]
    assert fact["counted"] == "2.5"
    assert [LedgerEntry.objects.count(), Event.objects.count(), StaleStanding.objects.count()] == world_before
    assert world.client("member").get(served).content == standing_before


def test_an_edition_brings_what_the_register_accredited_it_for(world, ask):
    assert change(ask(facts=[{"edition": str(world["edition"].uuid)}]), "accredited")["after"]["counted"] == "8"


def test_another_title_changes_what_is_required(ask):
    accredited = change(ask(attributes={"titles": ["carer"]}), "accredited")

    assert (accredited["before"]["required"], accredited["after"]["required"]) == ("80", "60")


def test_a_later_day_is_judged_with_what_is_dated_before_it(ask):
    later = {**ODA, "effectiveOn": "2027-02-01"}

    assert change(ask(facts=[later], asOf="2027-01-31"), "total")["after"]["counted"] == "2"
    assert change(ask(facts=[later], asOf="2027-02-01"), "total")["after"]["counted"] == "4.5"


def test_nothing_added_changes_nothing(ask):
    answer = ask()

    assert answer.status_code == 200
    assert all(one["before"] == one["after"] for one in answer.json()["difference"])


def test_every_wrong_field_of_every_fact_is_named(world, ask):
    edition = str(world["edition"].uuid)
    assert refused(
        ask(
            facts=[
                ODA,
                {"category": "oda"},
                {"edition": edition, "quantity": "3"},
                {"attendedOn": "2025-05-12"},
                {**ODA, "sourceKey": "x"},
                "a course",
            ]
        )
    ) == [
        ("#/facts/1/effectiveOn", "required"),
        ("#/facts/2/quantity", "one-of"),
        ("#/facts/3/edition", "required"),
        ("#/facts/4/sourceKey", "unknown-field"),
        ("#/facts/5", "invalid"),
    ]


def test_what_the_register_does_not_know_is_named_with_its_place(world, ask):
    unaccredited = EditionFactory(course=world["new_course"])
    attended = EditionFactory(course=world["course"])
    LedgerEntryFactory(person=world["person"], edition=attended)
    assert refused(
        ask(
            facts=[
                {**ODA, "category": "odaa"},
                {"edition": str(unaccredited.uuid)},
                {"edition": str(attended.uuid)},
                {"edition": str(world["edition"].uuid), "attendedOn": "2025-05-14"},
                {**ODA, "details": {"sessions": 0}},
            ],
            attributes={"title": ["nurse"]},
        )
    ) == [
        ("#/attributes/title", "unknown-attribute"),
        ("#/facts/0/category", "unknown-category"),
        ("#/facts/1/edition", "not-accredited"),
        ("#/facts/2/edition", "already-attended"),
        ("#/facts/3/attendedOn", "outside-edition"),
        ("#/facts/4/sessions", "fact-invalid"),
    ]


def test_more_than_fifty_facts_are_refused(ask):
    assert ask(facts=[ODA] * 50).status_code == 200
    assert refused(ask(facts=[ODA] * 51)) == [("#/facts", "max_length")]
