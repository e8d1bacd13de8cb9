"""Roles are used with a second factor, whichever door somebody comes through."""

import runpy

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from config.sign_in.checks import check_second_factors
from config.sign_in.factors import FactorAdapter
from register.access import Role
from tests.factories.register import PersonFactory, RoleGrantFactory
from tests.sign_in.doors import PASSWORD, Browser, account, code_of, with_app, with_recovery_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar():
    return RoleGrantFactory(user=account(), role=Role.REGISTRAR).user


def test_a_plain_member_reads_what_is_theirs_by_password_alone():
    browser = Browser()

    answer = browser.sign_in(account(person=PersonFactory()))

    assert (answer.status_code, answer["Location"]) == (302, "/api/v1")
    assert browser.ask("/registrations").status_code == 200


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.PROVIDER_MANAGER, Role.EMPLOYER_MANAGER])
def test_a_role_asks_for_a_second_factor_and_says_where_to_set_it_up(role):
    user, browser = RoleGrantFactory(user=account(), role=role).user, Browser()

    answer = browser.sign_in(user)
    refused = browser.ask("/registrations")

    assert answer["Location"] == "/accounts/2fa/"
    assert (refused.status_code, refused.json()["code"]) == (403, "second-factor-required")
    assert "/accounts/2fa/" in refused.json()["detail"]


def test_an_app_with_codes_opens_what_the_role_may_do(registrar):
    browser, secret = Browser(), with_app(registrar)

    answer = browser.sign_in(registrar, code=code_of(secret))

    assert answer["Location"] == "/api/v1"
    assert browser.ask("/persons").status_code == 200


def test_whoever_sets_up_an_app_goes_on_in_the_same_session(registrar, monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, **_: call())
    browser = Browser()
    browser.sign_in(registrar)
    page = browser.get("/accounts/2fa/totp/activate/")
    assert page["Location"].startswith("/accounts/reauthenticate/")
    browser.send("/accounts/reauthenticate/", {"password": PASSWORD})
    before = browser.cookies["sessionid"].value

    browser.get("/accounts/2fa/totp/activate/")
    done = browser.send("/accounts/2fa/totp/activate/", {"code": code_of(browser.session["mfa.totp.secret"])})

    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert browser.ask("/persons").status_code == 200
    assert browser.cookies["sessionid"].value != before
    secret = registrar.authenticator_set.get(type="totp").data["secret"]
    assert FactorAdapter().decrypt(secret) != secret


def test_the_admin_has_no_door_of_its_own(registrar):
    registrar.is_staff = True
    registrar.save()
    browser = Browser()

    stranger = browser.get("/admin/login/?next=/admin/register/register/")
    browser.sign_in(registrar)
    by_password = browser.get("/admin/", follow=False)
    again = browser.get(by_password["Location"])

    assert stranger["Location"] == "/accounts/login/?next=/admin/register/register/"
    assert by_password["Location"].startswith("/admin/login/")
    assert again["Location"] == "/accounts/2fa/"
    assert browser.post("/admin/login/", {"username": registrar.email, "password": "x"}).status_code in (302, 403)


def test_a_superuser_is_staff_with_a_second_factor_too():
    operator, browser = account(is_staff=True, is_superuser=True), Browser()
    secret = with_app(operator)

    browser.sign_in(operator, code=code_of(secret))

    assert browser.get("/admin/").status_code == 200
    assert "authenticator" not in browser.get("/admin/").content.decode().lower()


def test_a_code_of_the_app_is_good_once(registrar):
    secret = with_app(registrar)
    code = code_of(secret)

    first, second = Browser(), Browser()
    first.sign_in(registrar, code=code)
    again = second.sign_in(registrar, code=code)

    assert first.ask("/persons").status_code == 200
    assert "Incorrect code" in again.content.decode()
    assert second.ask("/persons").status_code == 401


@pytest.mark.parametrize("later", [-1, 1])
def test_a_code_of_another_half_minute_opens_nothing(registrar, later):
    secret = with_app(registrar)

    assert "Incorrect code" in Browser().sign_in(registrar, code=code_of(secret, later=later)).content.decode()


def test_a_recovery_code_is_good_once(registrar):
    with_app(registrar)
    code = with_recovery_codes(registrar)[0]

    first, second = Browser(), Browser()
    assert first.sign_in(registrar, code=code).status_code == 302
    assert second.sign_in(registrar, code=code).status_code == 200
    assert second.ask("/persons").status_code == 401


def test_only_a_system_on_this_machine_itself_can_do_without(monkeypatch):
    monkeypatch.setenv("SECOND_FACTOR_REQUIRED", "false")
    monkeypatch.setenv("PUBLIC_URL", "https://register.example")
    with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR_REQUIRED"):
        runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py"))


def test_no_installation_opens_without_second_factors(settings):
    found = {False: "leerregister.E001", True: "leerregister.E002"}
    settings.CREDENTIAL_SECRETS = ["x" * 40]
    for required, secrets in ((False, settings.CREDENTIAL_SECRETS), (True, [])):
        settings.SECOND_FACTOR_REQUIRED, settings.CREDENTIAL_SECRETS = required, secrets
        assert [error.id for error in check_second_factors()] == [found[required]]
    assert "leerregister.E002" in {error.id for error in run_checks(tags=["security"], include_deployment_checks=True)}


def test_a_demo_on_this_machine_signs_in_by_password(registrar, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    browser = Browser()

    assert browser.sign_in(registrar)["Location"] == "/api/v1"
    assert browser.ask("/persons").status_code == 200
