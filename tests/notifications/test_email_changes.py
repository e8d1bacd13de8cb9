"""Another mail address: from mail that comes back to a reader who is reached again, by nobody but themselves."""

import re
from datetime import timedelta

import pytest

from notifications.models import DeadAddress, Notice
from notifications.services.bounce_mailbox import read_mail
from notifications.services.hearing import plan_event_notices
from notifications.services.outcomes import Settlement, settle_undelivered_notice
from register.access import Actor
from register.clock import now
from register.errors import EmailChangeNotValid, EmailTaken, EmailUnchanged, TooManyEmailChanges
from register.models import EmailChange, Event
from register.services.email_changes import ask_email_change, confirm_email_change
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, PersonFactory, UserFactory
from tests.notifications.bounced_mail import returned
from tests.notifications.steps import TODAY, deliver
from tests.sign_in.doors import PASSWORD, Browser, account

pytestmark = pytest.mark.django_db
NEW = "zoe@thuis.example"
State = Notice.State
TOKEN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


@pytest.fixture(autouse=True)
def _hashed_fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def told(*, at=None):
    """Send what there is to say about changes of addresses; what became of it."""
    at = at or now()
    plan_event_notices(on=at.date(), now=at)
    waiting = Notice.objects.filter(kind__startswith="email-change", state="QUEUED").order_by("id")
    return [deliver(notice, at=at, on=at.date()) for notice in waiting]


def key_in(mail):
    return re.search(r"\b[\w-]{43}\b", mail.get_body(("plain",)).get_content()).group()


def readers(post):
    return [mail["To"].addresses[0].addr_spec for mail in post.mails]


def signs_in(address):
    return Browser().send("/accounts/login/", {"login": address, "password": PASSWORD}).status_code == 302


def test_who_is_not_reached_any_more_gives_another_address_and_is(notice, post):
    owner = account(person=notice.person, email=notice.person.email)
    old = owner.email
    Notice.objects.update(message_id=f"<{TOKEN}@leerregister.example>")
    notice.refresh_from_db()
    deliver(notice)
    read_mail(content=returned(notice.message_id), now=NOW + timedelta(hours=1))
    decision = NoticeFactory(cycle=notice.cycle, kind="decision-taken", milestone="taken", due_on=TODAY)
    Notice.objects.filter(pk=decision.pk).update(state="SKIPPED", reason="DEAD_ADDRESS")
    assert DeadAddress.objects.standing().visible_to(Actor(user_id=owner.pk, person_id=notice.person.pk)).exists()
    browser = Browser()
    browser.sign_in(owner)

    asked = browser.ask("/email-changes", method="POST", body=f'{{"address": " {NEW.title()} "}}')
    assert asked.status_code == 201
    assert told() == [State.SENT]
    mail = post.mails[-1]
    page = f"/accounts/email-changes/{asked.json()['uuid']}/"
    assert (readers(post)[-1], page in mail.get_body(("plain",)).get_content()) == (NEW, True)
    assert key_in(mail) not in Notice.objects.get(kind="email-change-asked").body
    assert browser.send(page, {"key": "geraden"}).status_code == 400
    assert signs_in(old)
    assert NEW in browser.send(page, {"key": key_in(mail)}).content.decode()
    assert told() == [State.SKIPPED]  # the old address is dead, and the office is done with it
    assert (signs_in(old), signs_in(NEW)) == (False, True)
    assert not DeadAddress.objects.standing().exists()
    again = NoticeFactory(cycle=notice.cycle, milestone="earn:1 month", due_on=TODAY)
    assert deliver(again, at=now()) == State.SENT
    office = Actor(user_id=UserFactory().pk)
    settle_undelivered_notice(notice=decision, settlement=Settlement.SEND_AGAIN, actor=office, now=NOW)
    decision.refresh_from_db()
    assert (decision.state, readers(post)[-1]) == (State.QUEUED, NEW)


class Asker:
    def __init__(self, **values):
        self.account = UserFactory(**values)
        self.actor = Actor(user_id=self.account.pk)

    def ask(self, address=NEW, *, at=NOW):
        return ask_email_change(account=self.account, address=address, actor=self.actor, now=at)

    def confirm(self, change, *, key=None, at=NOW):
        return confirm_email_change(change=change, key=key or change.key, actor=self.actor, now=at)


def test_of_two_who_want_the_same_address_the_first_who_reads_its_mail_has_it():
    first, second = Asker(), Asker()
    mine, theirs = first.ask(), second.ask()
    first.confirm(mine)

    with pytest.raises(EmailTaken):
        second.confirm(theirs)

    second.account.refresh_from_db()
    theirs.refresh_from_db()
    assert second.account.email == theirs.old_address
    assert theirs.confirmed_at is None
    assert second.ask("NOBODY-YET@thuis.example").address == "nobody-yet@thuis.example"
    assert Event.objects.filter(kind="email-change.confirmed").count() == 1


def test_the_old_address_is_told_in_the_language_of_its_owner_and_gets_no_key(post):
    asker = Asker(person=PersonFactory(language="en"))
    change = asker.ask()
    told(at=NOW)
    asker.confirm(change)
    told(at=NOW)

    first, second = post.mails
    assert readers(post) == [NEW, change.old_address]
    assert (first["Subject"], second["Subject"]) == ("Confirm your new mail address", "Your mail address was changed")
    assert asker.account.person.family_name not in first.as_string()  # whoever reads it, may be somebody else
    assert change.key not in second.as_string()


def test_a_key_is_for_one_change_once_and_for_two_days():
    asker = Asker()
    change = asker.ask()
    for wrong in ({"key": "x"}, {"key": Asker().ask().key}, {"at": NOW + timedelta(days=2)}):
        with pytest.raises(EmailChangeNotValid):
            asker.confirm(change, **wrong)
    later = asker.ask("elders@thuis.example")
    with pytest.raises(EmailChangeNotValid):
        asker.confirm(change)  # another was asked since
    asker.confirm(later)
    with pytest.raises(EmailChangeNotValid):
        asker.confirm(later)
    with pytest.raises(EmailUnchanged):
        asker.ask("elders@thuis.example")


def test_five_addresses_a_day_are_mailed():
    asker = Asker()
    for n in range(5):
        asker.ask(f"zoe{n}@thuis.example")
    with pytest.raises(TooManyEmailChanges):
        asker.ask()
    assert asker.ask(at=NOW + timedelta(days=1)).address == NEW
    assert EmailChange.objects.open_at(NOW + timedelta(days=1)).count() == 1


def test_another_address_is_asked_by_who_proved_lately_who_they_are():
    owner = account()
    browser = Browser()
    browser.sign_in(owner)
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()

    answer = browser.ask("/email-changes", method="POST", body=f'{{"address": "{NEW}"}}')

    assert (answer.status_code, answer.json()["code"]) == (403, "recent-sign-in-required")
    assert not EmailChange.objects.exists()
