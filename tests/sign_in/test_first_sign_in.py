"""From the mail of the office to a session with two factors: how somebody on a register comes in for the first time."""

import re

import pytest
from django.core import mail
from django.db import transaction

from notifications.models import Notice
from notifications.services.delivery import deliver_notice
from notifications.services.hearing import plan_event_notices
from register.access import Role
from register.models import AccountInvitation, Event
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory
from tests.sign_in.doors import Browser, account, code_of, with_app

pytestmark = pytest.mark.django_db
CHOSEN = "een-eigen-lang-wachtwoord-9"


@pytest.fixture
def registration():
    return RegistrationFactory(person=PersonFactory(email="zoe@thuis.example"))


@pytest.fixture
def letter(registration, settings):
    """The mail that the person gets when the office invites them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    grant = RoleGrantFactory(user=account(), role=Role.REGISTRAR, organisation=registration.register.association)
    office = Browser()
    office.sign_in(grant.user, code=code_of(with_app(grant.user)))
    answer = office.ask(f"/registrations/{registration.uuid}/account-invitations", method="POST", body="{}")
    assert answer.status_code == 201
    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    deliver_notice(notice_id=Notice.objects.get(kind="account-invited").pk, on=when.date(), clock=lambda: when)
    (sent,) = mail.outbox
    assert sent.to == ["zoe@thuis.example"]
    return sent.body


def test_who_is_invited_chooses_a_password_and_a_second_factor_and_comes_in(letter, registration, monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, **_: call())
    (key,) = re.findall(r"^(?:Sleutel|Key): (\S+)$", letter, re.MULTILINE)
    (page,) = re.findall(r"https?://[^/\s]+(/accounts/invitations/\S+)", letter)
    browser = Browser()

    form = browser.get(browser.send(page, {"key": key, "way": ""})["Location"])["Location"]
    assert browser.send(form, {"password1": "zoe", "password2": "zoe"}).status_code == 200  # too short
    assert AccountInvitation.objects.get().accepted_at is None
    browser.send(form, {"password1": CHOSEN, "password2": CHOSEN})
    user = registration.person.user
    assert AccountInvitation.objects.get().accepted_at is not None
    assert browser.ask("/profile").status_code == 401  # a password was chosen, nobody signed in

    browser.sign_in(user, password=CHOSEN)
    assert browser.ask("/registrations").json()["results"][0]["uuid"] == str(registration.uuid)
    browser.send("/accounts/reauthenticate/", {"password": CHOSEN})
    assert browser.get("/accounts/2fa/totp/activate/").status_code == 200
    secret = browser.session["mfa.totp.secret"]
    assert browser.send("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    assert browser.ask("/account").json()["secondFactor"] is True

    later = Browser()
    assert later.sign_in(user, password=CHOSEN)["Location"] == "/accounts/2fa/authenticate/"
    assert later.ask("/profile").status_code == 401
    assert Browser().send(page, {"key": key, "way": ""}).status_code == 400  # it opens nothing any more


def test_the_key_is_in_the_mail_and_nowhere_else(letter):
    (key,) = re.findall(r"^(?:Sleutel|Key): (\S+)$", letter, re.MULTILINE)

    assert len(key) >= 43
    for model in (AccountInvitation, Event, Notice):
        assert key not in str(list(model.objects.values()))
