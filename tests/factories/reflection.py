"""Rows of goals, reflections, conversations and personal duties."""

from datetime import UTC, date, datetime, timedelta

import factory

from portfolio.models import Conversation, Duty, Goal, Reflection, ReflectionTemplate
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegistrationFactory, Row, UserFactory

QUESTIONS = [{"code": "differently", "text": {"nl": "Wat deed u anders?", "en": "What did you do differently?"}}]


class GoalFactory(Row):
    class Meta:
        model = Goal

    person = factory.SubFactory(PersonFactory)
    title = "Complexe wonden zelfstandig behandelen"
    set_at = NOW


class TemplateFactory(Row):
    """One question, in use, counting for nothing."""

    class Meta:
        model = ReflectionTemplate

    register = factory.SubFactory(RegisterFactory)
    code = factory.Sequence(lambda n: f"template-{n}")
    title = factory.LazyFunction(lambda: {"nl": "Reflectie", "en": "Reflection"})
    questions = factory.LazyFunction(lambda: [dict(one) for one in QUESTIONS])
    published_at = NOW
    published_by = factory.SubFactory(UserFactory)


class ReflectionFactory(Row):
    """Begun, not completed."""

    class Meta:
        model = Reflection

    person = factory.SubFactory(PersonFactory)
    title = "Terugblik"
    text = "Het ging beter dan gedacht."
    begun_at = NOW


class ConversationFactory(Row):
    """A manager was asked."""

    class Meta:
        model = Conversation

    person = factory.SubFactory(PersonFactory)
    kind = Conversation.Kind.MANAGER
    subject = "Wat ik wil leren"
    name = "Joke Smit"
    email = "joke@werkgever.example"
    link_expires_at = datetime(2999, 1, 1, tzinfo=UTC)
    proposed_at = NOW

    class Params:
        with_peer = factory.Trait(
            kind=Conversation.Kind.PEER,
            peer=factory.LazyFunction(lambda: RegistrationFactory().person),
            state=Conversation.State.ACCEPTED,
        )
        held = factory.Trait(state=Conversation.State.HELD, held_on=date(2026, 1, 12), revision=1, remind_on=NOW.date())


class DutyFactory(Row):
    """Laid by an office, in half a year."""

    class Meta:
        model = Duty

    registration = factory.SubFactory(RegistrationFactory)
    person = factory.LazyAttribute(lambda row: row.registration.person)
    title = "Volgt een scholing wondzorg"
    source_key = factory.Sequence(lambda n: f"visit-{n}")
    due_on = NOW.date() + timedelta(days=180)
    begun_at = NOW
