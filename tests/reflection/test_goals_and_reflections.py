"""Goals and reflections: one's own, linked to what one did, and counted without what was written."""

import pytest

from portfolio.models import LedgerEntry
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.reflection import GoalFactory, ReflectionFactory
from tests.reflection.people import API, PURPOSES, step

ANSWERED = {"answers": {"differently": "Eerder overleggen."}}


def test_a_goal_goes_from_steps_to_reached_and_can_be_taken_up_again(people):
    entry = LedgerEntryFactory(person=people.person)
    body = {
        "title": "Beter doorvragen",
        "registration": str(people.registration.uuid),
        "requirements": ["reflection-report"],
        "competences": ["c-dialogue"],
        "entries": [str(entry.uuid)],
        "steps": [{"title": "Cursus", "dueOn": "2026-03-01"}, {"title": "Meekijken"}],
    }

    made = people.me.post(f"{API}/goals", body)

    assert made.status_code == 201, made.content
    goal = people.person.goals.get()
    assert [one["title"] for one in made.json()["steps"]] == ["Cursus", "Meekijken"]
    assert made.json()["entries"] == [str(entry.uuid)]
    changed = step(people.me, goal, "changes", {"steps": [{"title": "Cursus", "doneOn": "2026-02-01"}]}, at="goals")
    assert [one["doneOn"] for one in changed["steps"]] == ["2026-02-01"]
    assert step(people.me, goal, "closings", {"outcome": "reach"}, at="goals")["state"] == "REACHED"
    step(people.me, goal, "changes", {"title": "Anders"}, at="goals", expect=409)
    assert step(people.me, goal, "reopenings", at="goals")["closedAt"] is None


def test_a_goal_is_about_requirements_of_the_own_register_and_facts_of_ones_own(people):
    entry = LedgerEntryFactory(person=people.colleague)
    body = {"title": "Leren", "registration": str(people.registration.uuid)}

    unknown = people.me.post(f"{API}/goals", body | {"requirements": ["no-such-thing"]})
    not_mine = people.me.post(f"{API}/goals", body | {"entries": [str(entry.uuid)]})

    assert unknown.json()["errors"][0]["code"] == "unknown-requirement"
    assert not_mine.status_code == 400


def test_a_completed_reflection_counts_once_and_the_ledger_does_not_say_what_was_written(people):
    template = people.publish("REFLECTION").json()
    body = {"title": "Mijn jaar", "template": template["uuid"]} | ANSWERED
    made = people.me.post(f"{API}/reflections", body)
    assert made.status_code == 201, made.content
    reflection = people.person.reflections.get()
    declaration = {"registration": str(people.registration.uuid)}

    step(people.me, reflection, "declarations", declaration, at="reflections", expect=409)
    step(people.me, reflection, "completions", at="reflections")
    first = step(people.me, reflection, "declarations", declaration, at="reflections")
    again = step(people.me, reflection, "declarations", declaration, at="reflections")

    assert first["uuid"] == again["uuid"]
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.code, entry.validation) == ("artefact", "reflection-report", "SELF_DECLARED")
    assert "overleggen" not in str(first)
    step(people.me, reflection, "removals", at="reflections", expect=409)
    standing = people.me.get(f"{API}/registrations/{people.registration.uuid}/ledger-entries").json()["results"]
    assert [one["code"] for one in standing] == ["reflection-report"]


def test_a_reflection_is_finished_before_it_is_completed_and_stays_as_it_was_then(people):
    template = people.publish("REFLECTION").json()
    people.me.post(f"{API}/reflections", {"title": "Mijn jaar", "template": template["uuid"]})
    reflection = people.person.reflections.get()

    refused = step(people.me, reflection, "completions", at="reflections", expect=400)
    assert [one["location"] for one in refused["errors"]] == ["#/answers/differently"]
    unasked = {"answers": {"other": "x"}}
    assert step(people.me, reflection, "changes", unasked, at="reflections", expect=400)["errors"]
    step(people.me, reflection, "changes", ANSWERED, at="reflections")
    step(people.me, reflection, "completions", at="reflections")
    step(people.me, reflection, "changes", ANSWERED, at="reflections", expect=409)
    step(people.me, reflection, "removals", at="reflections")


def test_a_reflection_is_about_one_thing_of_ones_own(people):
    mine, theirs = GoalFactory(person=people.person), GoalFactory(person=people.colleague)
    entry = LedgerEntryFactory(person=people.person)
    body = {"title": "Terugblik", "text": "Goed."}

    both = people.me.post(f"{API}/reflections", body | {"goal": str(mine.uuid), "entry": str(entry.uuid)})
    not_mine = people.me.post(f"{API}/reflections", body | {"goal": str(theirs.uuid)})
    right = people.me.post(f"{API}/reflections", body | {"goal": str(mine.uuid)})

    assert (both.status_code, not_mine.status_code, right.status_code) == (400, 400, 201)
    reflection = people.person.reflections.get()
    step(people.me, reflection, "changes", {"entry": str(entry.uuid)}, at="reflections")
    reflection.refresh_from_db()
    assert (reflection.goal, reflection.entry) == (None, entry)


def test_a_goal_goes_without_the_completed_reflection_about_it(people):
    goal = GoalFactory(person=people.person)
    reflection = ReflectionFactory(person=people.person, goal=goal)
    step(people.me, reflection, "completions", at="reflections")

    step(people.me, goal, "removals", at="goals")

    reflection.refresh_from_db()
    assert reflection.goal is None


def test_another_template_takes_the_place_and_what_was_begun_keeps_the_old_one(people):
    old = people.publish("REFLECTION").json()
    people.me.post(f"{API}/reflections", {"title": "Mijn jaar", "template": old["uuid"]} | ANSWERED)
    asked = [{"code": "new", "text": {"nl": "Wat nu?", "en": "What now?"}}]

    new = people.publish("REFLECTION", questions=asked).json()

    listed = people.me.get(f"{API}/registers/leerregister-klantmanagers/reflection-templates").json()["results"]
    assert [one["uuid"] for one in listed] == [new["uuid"]]
    reflection = people.person.reflections.get()
    step(people.me, reflection, "completions", at="reflections")
    late = people.me.post(f"{API}/reflections", {"title": "Weer", "template": old["uuid"]})
    assert late.json()["code"] == "reflection-template-replaced"
    assert people.me.get(f"{API}/reflection-templates/{old['uuid']}").json()["questions"] == old["questions"]


@pytest.mark.parametrize(
    ("purpose", "fact"),
    [
        ("REFLECTION", {"kind": "artefact", "code": "invented"}),
        ("REFLECTION", PURPOSES["MANAGER"]),
        ("MANAGER", {"kind": "appointment", "code": "reflection-conversation", "by": "neighbour"}),
    ],
)
def test_a_template_counts_only_as_what_the_regulation_asks_for_in_this_way(people, purpose, fact):
    refused = people.publish(purpose, fact=fact)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "not-asked"
