"""Two accounts confirm the same address, or one confirms twice, at the same moment: one account has it."""

from collections import Counter

import pytest

from register.access import Actor
from register.errors import EmailChangeNotValid, EmailTaken
from register.models import Event, User
from register.services.email_changes import ask_email_change, confirm_email_change
from tests.concurrency.test_applications_at_once import at_once
from tests.factories.register import NOW, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
NEW = "zoe@thuis.example"


def asked():
    account = UserFactory()
    change = ask_email_change(account=account, address=NEW, actor=Actor(user_id=account.pk), now=NOW)

    def confirm():
        confirm_email_change(change=change, key=change.key, actor=Actor(user_id=account.pk), now=NOW)

    return confirm


def test_an_address_is_had_by_one_account_whoever_confirms_at_the_same_moment():
    first, second = asked(), asked()

    errors = Counter(type(error) for error in at_once(first, second, first, second) if error)

    assert errors == {EmailChangeNotValid: 1, EmailTaken: 2}
    assert User.objects.filter(email=NEW).count() == 1
    assert Event.objects.filter(kind="email-change.confirmed").count() == 1
