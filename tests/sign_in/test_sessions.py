"""Sessions: a new key at each proof, an end, a list of one's own, and rights that are read anew each time."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from config.sign_in import sessions
from register.access import Role
from register.clock import now
from register.models import RoleGrant
from register.services.sessions import tidy_sessions
from tests.api.sign_in_world import a_session_of
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory
from tests.sign_in.doors import PASSWORD, Browser, account, code_of, with_app

pytestmark = pytest.mark.django_db
NEW = "een-heel-nieuw-wachtwoord-3"


@pytest.fixture
def member():
    return account(person=PersonFactory())


@pytest.fixture
def signed_in(member):
    browser = Browser()
    browser.sign_in(member)
    return browser


def key_of(browser):
    return browser.cookies["sessionid"].value


def after(monkeypatch, **span):
    moment = now() + timedelta(**span)
    monkeypatch.setattr(sessions, "now", lambda: moment)


def test_the_key_is_another_after_each_proof(member):
    browser = Browser()
    browser.get("/accounts/login/")
    browser.session["before"] = 1
    browser.session.save()
    keys = [key_of(browser)] if "sessionid" in browser.cookies else []

    browser.sign_in(member)
    keys.append(key_of(browser))
    browser.send("/accounts/reauthenticate/", {"password": PASSWORD})
    keys.append(key_of(browser))

    assert len(set(keys)) == len(keys)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == keys[-1:]
    assert not Session.objects.filter(session_key__in=keys[:-1]).exists()


def test_a_session_that_nobody_uses_ends_and_one_in_use_goes_on(signed_in, monkeypatch):
    for minutes in (50, 100, 150):
        after(monkeypatch, minutes=minutes)
        assert signed_in.ask("/profile").status_code == 200

    after(monkeypatch, minutes=211)
    assert signed_in.ask("/profile").status_code == 401
    after(monkeypatch, minutes=150)
    assert signed_in.ask("/profile").status_code == 401  # it is gone, not asleep


def test_a_session_ends_after_half_a_day_however_busy(signed_in, monkeypatch):
    for minutes in range(50, 720, 50):
        after(monkeypatch, minutes=minutes)
        assert signed_in.ask("/profile").status_code == 200

    after(monkeypatch, hours=12)
    assert signed_in.ask("/profile").status_code == 401
    assert not UserSession.objects.exists()


def test_one_sees_ones_own_sessions_and_ends_that_of_a_lost_phone(member, signed_in):
    phone = Browser()
    phone.sign_in(member)
    other = a_session_of(account(person=PersonFactory()))

    seen = signed_in.ask("/sessions").json()["sessions"]
    (lost,) = [session["uuid"] for session in seen if not session["current"]]
    ended = signed_in.ask(f"/sessions/{lost}", method="DELETE")

    assert [session["current"] for session in seen].count(True) == len(seen) - 1 == 1
    assert seen[0].keys() == {"uuid", "current", "beganAt", "lastSeenAt", "network", "browser"}
    assert ended.status_code == 204
    assert (phone.ask("/profile").status_code, signed_in.ask("/profile").status_code) == (401, 200)
    assert UserSession.objects.filter(pk=other.pk).exists()


def test_signing_out_everywhere_ends_this_session_too(member, signed_in):
    phone = Browser()
    phone.sign_in(member)

    assert signed_in.ask("/sessions", method="DELETE").status_code == 204
    assert (phone.ask("/profile").status_code, signed_in.ask("/profile").status_code) == (401, 401)
    assert not Session.objects.exists()


def test_another_password_ends_every_other_session(member, signed_in):
    phone = Browser()
    phone.sign_in(member)

    changed = signed_in.send(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    assert changed.status_code == 302
    assert (phone.ask("/profile").status_code, signed_in.ask("/profile").status_code) == (401, 200)


def test_signing_out_ends_the_session_and_not_the_cookie_alone(signed_in):
    stolen = Browser()
    stolen.cookies["sessionid"] = key_of(signed_in)
    assert stolen.ask("/profile").status_code == 200

    signed_in.send("/accounts/logout/")

    assert stolen.ask("/profile").status_code == 401


@pytest.mark.parametrize("taken", ["role", "account"])
def test_what_is_taken_away_is_gone_on_the_next_request(taken):
    registration = RegistrationFactory()
    officer = RoleGrantFactory(user=account(), role=Role.REGISTRAR, organisation=registration.register.association).user
    browser = Browser()
    browser.sign_in(officer, code=code_of(with_app(officer)))
    path = f"/registrations/{registration.uuid}"
    assert browser.ask(path).status_code == 200

    if taken == "role":
        RoleGrant.objects.filter(user=officer).update(ends_before=now().date())
    else:
        type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert browser.ask(path).status_code == (404 if taken == "role" else 401)


def test_a_role_given_to_who_is_signed_in_by_password_asks_for_the_second_factor_at_once(member, signed_in):
    RoleGrantFactory(user=member, role=Role.ASSESSOR)

    assert signed_in.ask("/registrations").json()["code"] == "second-factor-required"
    assert signed_in.ask("/account").json()["secondFactorNeeded"] is True


def test_sessions_that_open_nothing_are_let_go_of(member, signed_in):
    a_session_of(member)
    Session.objects.exclude(session_key=key_of(signed_in)).update(expire_date=now())

    assert tidy_sessions(longest=timedelta(hours=12), now=now()) == 1
    assert tidy_sessions(longest=timedelta(hours=12), now=now()) == 0
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [key_of(signed_in)]


def test_no_script_reads_the_cookie_and_other_sites_do_not_send_it(signed_in):
    cookie = signed_in.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
