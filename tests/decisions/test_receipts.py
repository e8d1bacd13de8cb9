"""Whoever sends a formal message gets a receipt: when it came in, and the digest of what came in."""

from zoneinfo import ZoneInfo

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from notifications.catalogue.receipts import MESSAGES
from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from register.access import Actor
from register.models import Event
from register.rules.regulation import digest_of
from register.services.receipts import give_receipt
from tests.decisions.committee import TODAY, Office
from tests.factories.register import NOW, PersonFactory, RegisterFactory, UserFactory
from tests.notifications.conftest import post
from tests.notifications.steps import deliver

__all__ = ["post"]
pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def receipts():
    plan_event_notices(on=TODAY, now=NOW)
    return Notice.objects.filter(kind="receipt-given")


def test_an_objection_is_confirmed_with_its_moment_and_a_digest_that_its_sender_can_make_too(post):
    office = Office()
    objection = office.object(office.known(office.taken()), late_because="")

    deliver(notice := receipts().get(event__data__message="objection"))

    sent = {
        "message": "objection",
        "of": str(objection.decision.uuid),
        "grounds": objection.grounds,
        "lateBecause": objection.late_because,
    }
    (mail,) = post.mails
    said = " ".join(mail.get_body(("plain",)).get_content().split())
    assert digest_of(sent) in said
    assert f"bezwaar · {date_format(localtime(NOW, AMSTERDAM), 'j F Y H:i:s')} · " in said
    assert objection.grounds not in said
    assert notice.person_id == objection.decision.registration.person_id


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_message_has_its_name_in_the_language_of_the_reader(post, message, language):
    user = UserFactory(person=PersonFactory(language=language))
    register = RegisterFactory()
    give_receipt(message=message, of=register.uuid, said={}, register=register, actor=Actor(user_id=user.pk), now=NOW)

    deliver(receipts().get())

    (mail,) = post.mails
    assert MESSAGES[message][language] in " ".join(mail.get_body(("plain",)).get_content().split())


def test_a_machine_has_its_answer_and_gets_no_mail():
    machine = UserFactory(is_machine=True, person=None)
    register = RegisterFactory()
    give_receipt(
        message="application", of=register.uuid, said={}, register=register, actor=Actor(user_id=machine.pk), now=NOW
    )

    assert not receipts().exists()
    assert Event.objects.filter(kind="receipt.given").count() == 1
