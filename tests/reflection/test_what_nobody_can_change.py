"""What the database itself keeps of reflections and conversations, and that no page of staff shows them."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, transaction

from portfolio.models import Conversation, ReflectionTemplate
from register.models import Event
from tests.factories.reflection import ConversationFactory, DutyFactory, ReflectionFactory, TemplateFactory
from tests.factories.register import NOW
from tests.reflection.people import step

pytestmark = pytest.mark.django_db
PRIVATE = {"Goal", "GoalStep", "Reflection", "Conversation", "Preparation", "Agreement", "Duty"}


def refused(constraint, change):
    with pytest.raises(IntegrityError, match=constraint) as caught, transaction.atomic():
        change()
    assert caught


def signed() -> Conversation:
    return ConversationFactory(
        state="SIGNED", held_on=date(2026, 1, 12), revision=1, owner_signed_at=NOW, other_signed_at=NOW
    )


def test_a_template_goes_out_of_use_once_and_is_otherwise_as_it_was():
    template = TemplateFactory()
    rows = ReflectionTemplate.objects.filter(pk=template.pk)

    refused("reflection template", lambda: rows.update(questions=[]))
    refused("reflection template", lambda: rows.update(questions=[], replaced_at=NOW))
    refused("reflection template", template.delete)
    rows.update(replaced_at=NOW)
    refused("reflection template", lambda: rows.update(replaced_at=None))


def test_one_template_of_a_code_is_in_use():
    template = TemplateFactory()

    refused("one_in_use", lambda: TemplateFactory(register=template.register, code=template.code))


def test_a_completed_reflection_stays_as_it_was():
    reflection = ReflectionFactory(completed_at=NOW, completed_on=NOW.date())
    reflection.text = "Toch anders."

    refused("is completed", reflection.save)


def test_what_both_signed_stays_as_it_was_whoever_writes():
    talk = signed()
    rows = Conversation.objects.filter(pk=talk.pk)

    refused("was signed by both", lambda: rows.update(report="Anders"))
    refused("was signed by both", lambda: rows.update(state="HELD", other_signed_at=None))
    refused("was signed by both", lambda: talk.agreements.create(place=1, text="Meer", side="OWNER"))
    refused("was signed by both", lambda: talk.preparations.create(side="OWNER"))


def test_one_signature_is_not_two():
    refused(
        "signed_by_both", lambda: ConversationFactory(held=True, state="SIGNED", owner_signed_at=NOW, remind_on=None)
    )


def test_a_duty_has_one_other_side_and_is_settled_by_somebody():
    duty = DutyFactory()

    refused("one_other_side", lambda: DutyFactory(agreed_with=ReflectionFactory().person))
    refused("settled_by_somebody", lambda: type(duty).objects.filter(pk=duty.pk).update(state="FULFILLED"))


def test_no_page_of_staff_shows_what_is_private():
    shown = {model.__name__ for model in admin.site._registry}

    assert {model.__name__ for model in apps.get_app_config("portfolio").get_models()} >= PRIVATE
    assert not PRIVATE & shown


def test_the_trail_names_no_register_for_what_is_private_so_no_office_reads_it(people):
    talk = people.ask("MANAGER")
    people.me.post("/api/v1/goals", {"title": "Leren", "registration": str(people.registration.uuid)})
    people.me.post("/api/v1/reflections", {"title": "Terugblik"})
    step(people.me, talk, "cancellations")

    events = Event.objects.filter(subject_type__in=["goal", "reflection", "conversation"])
    assert events.count() == 4
    assert set(events.values_list("register", "organisation")) == {(None, None)}
    assert "Leren" not in str(list(events.values()))
