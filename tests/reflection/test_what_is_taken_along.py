"""Of goals, reflections and conversations one takes along what is one's own, and not a word of the other."""

import json

from django.db import transaction

from portfolio.models import Conversation, Duty, Preparation
from portfolio.selectors.parts.table import dossier_parts
from portfolio.services.dossiers.forgetting import forget_rows
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.reflection import ConversationFactory, DutyFactory, GoalFactory, ReflectionFactory
from tests.factories.register import NOW
from tests.reflection.people import API, step


def taken(person) -> str:
    found = {part.key: [list(table.written(person)) for table in part.sources] for part in dossier_parts()}
    assert {"goals", "reflections", "conversations", "duties"} <= {part.key for part in dossier_parts() if found}
    return json.dumps(found)


def test_each_takes_their_own_words_along_and_nobody_the_preparation_of_the_other(people):
    talk = people.ask("PEER")
    step(people.peer, talk, "acceptances", {"key": talk.key})
    step(people.me, talk, "preparations", {"text": "eigen-woorden"})
    step(people.peer, talk, "preparations", {"text": "woorden-van-cor"})
    step(people.me, talk, "records", {"heldOn": "2026-01-10", "report": "wat-beiden-zeiden"})
    people.me.post(f"{API}/goals", {"title": "mijn-doel", "steps": [{"title": "mijn-stap"}]})
    people.me.post(f"{API}/reflections", {"title": "mijn-reflectie"})

    mine, of_peer = taken(people.person), taken(people.colleague)

    for words in ("eigen-woorden", "wat-beiden-zeiden", "mijn-doel", "mijn-stap", "mijn-reflectie"):
        assert words in mine
        assert words not in of_peer
    assert "woorden-van-cor" not in mine
    assert "woorden-van-cor" in of_peer


def test_erasure_takes_ones_own_and_leaves_what_an_office_laid_and_the_conversations_of_others(people):
    me, other = people.person, people.colleague
    mine = ConversationFactory(person=me, state="HELD", held_on=NOW.date(), revision=1)
    for side in ("OWNER", "OTHER"):
        mine.preparations.create(side=side, person=me if side == "OWNER" else None)
    mine.agreements.create(place=1, text="Leest", side="OWNER")
    theirs = ConversationFactory(person=other, peer=me, with_peer=True)
    theirs.preparations.create(side="OTHER", person=me)
    Conversation.objects.filter(pk=mine.pk).update(state="SIGNED", owner_signed_at=NOW, other_signed_at=NOW)
    DutyFactory(person=me, registration=None, conversation=mine)
    laid = DutyFactory(registration=people.registration)
    goal = GoalFactory(person=me)
    goal.entries.add(LedgerEntryFactory(person=me))
    goal.steps.create(place=1, title="Lezen")
    ReflectionFactory(person=me, goal=goal, completed_at=NOW, completed_on=NOW.date())

    with transaction.atomic():
        forget_rows(people=[me.pk], asked=True, on=NOW.date())

    assert list(Conversation.objects.all()) == [theirs]
    assert list(Duty.objects.all()) == [laid]
    assert not Preparation.objects.exists()
    assert not me.goals.exists()
    assert not me.reflections.exists()
