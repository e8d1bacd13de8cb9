"""The rows of the world about goals, reflections, conversations and duties."""

from typing import Any

from portfolio.models import Conversation
from tests.factories.reflection import (
    ConversationFactory,
    DutyFactory,
    GoalFactory,
    ReflectionFactory,
    TemplateFactory,
)


def add_reflection(world: Any) -> None:
    person = world["person"]
    peer = world.users["stranger"].person
    world.rows |= {
        "goal": GoalFactory(person=person),
        "reflection_template": TemplateFactory(register=world["register"], code="yearly"),
        "reflection": ReflectionFactory(person=person),
        "peer_question": ConversationFactory(person=person, kind=Conversation.Kind.PEER),
        "talk": ConversationFactory(person=person, peer=peer, with_peer=True),
        "talk_held": ConversationFactory(person=person, peer=peer, with_peer=True, held=True),
        "manager_question": ConversationFactory(person=person),
        "manager_talk": ConversationFactory(person=person, held=True),
        "duty": DutyFactory(registration=world["registration"]),
        "reported_duty": DutyFactory(
            registration=world["registration"], state="REPORTED", reported_at=world["claim"].submitted_at
        ),
    }
    world.rows["agreed_duty"] = DutyFactory(person=person, registration=None, agreed_with=peer)
    world.rows["manager_duty"] = DutyFactory(
        person=person,
        registration=None,
        conversation=world["manager_talk"],
        state="REPORTED",
        reported_at=world["claim"].submitted_at,
    )


def add_one_more_reflection(world: Any) -> None:
    """One more row in each list of these."""
    person = world["person"]
    goal = GoalFactory(person=person, registration=world["registration"])
    goal.entries.add(world["entry"])
    goal.steps.create(place=1, title="Lezen")
    template = TemplateFactory(register=world["register"])
    ReflectionFactory(person=person, template=template, goal=goal)
    talk = ConversationFactory(person=person, template=template, held=True)
    talk.agreements.create(place=1, text="Leest de richtlijn", side="OWNER")
    talk.preparations.create(side="OWNER", person=person)
    DutyFactory(person=person, registration=None, conversation=talk)
    DutyFactory(registration=world["registration"])
