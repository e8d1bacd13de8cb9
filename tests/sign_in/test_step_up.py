"""What has legal effect, and everything at once, is asked of who proved lately who they are."""

from datetime import timedelta

import pytest

from register.access import Role
from register.scoping import sign_in
from tests.conftest import client_of
from tests.factories.register import PersonFactory, RegulationFactory, RoleGrantFactory
from tests.sign_in.doors import PASSWORD, Browser, account, code_of, with_app

pytestmark = pytest.mark.django_db
REFUSED = (403, "recent-sign-in-required")


@pytest.fixture
def draft():
    return RegulationFactory(state="DRAFT", adopted_by=None, adopted_at=None)


@pytest.fixture
def committee(draft):
    grant = RoleGrantFactory(user=account(), role=Role.COMMITTEE, organisation=draft.register.association)
    browser = Browser()
    browser.sign_in(grant.user, code=code_of(with_app(grant.user)))
    return browser


def adopt(browser, draft):
    answer = browser.ask(f"/regulations/{draft.uuid}/adoptions", method="POST", body="{}")
    return answer.status_code, answer.json().get("code")


def an_hour_ago(browser):
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= timedelta(hours=1).total_seconds()
    session.save()


def test_a_decision_is_taken_by_who_proved_lately_who_they_are(committee, draft):
    assert adopt(committee, draft)[0] == 201


def test_who_signed_in_long_ago_confirms_first_that_it_is_them(committee, draft):
    an_hour_ago(committee)
    assert adopt(committee, draft) == REFUSED
    assert committee.ask(f"/regulations/{draft.uuid}").status_code == 200  # reading goes on

    committee.send("/accounts/reauthenticate/", {"password": PASSWORD})

    assert adopt(committee, draft)[0] == 201


def test_everything_about_oneself_at_once_is_asked_the_same_way():
    browser = Browser()
    browser.sign_in(account(person=PersonFactory()))
    an_hour_ago(browser)

    answer = browser.ask("/dossier-exports", method="POST", body="{}")

    assert (answer.status_code, answer.json()["code"]) == REFUSED
    assert "/accounts/reauthenticate/" in answer.json()["detail"]


def test_what_changes_something_in_the_admin_is_asked_the_same_way():
    operator = account(is_staff=True, is_superuser=True)
    browser = Browser()
    browser.sign_in(operator, code=code_of(with_app(operator)))
    an_hour_ago(browser)

    asked = browser.send("/admin/register/association/add/", {"code": "x", "name": "X"})

    assert asked["Location"] == "/accounts/reauthenticate/?next=/admin/register/association/add/"
    assert browser.get("/admin/register/association/add/").status_code == 200


def test_a_machine_proves_itself_with_every_token(monkeypatch, draft):
    monkeypatch.setattr(sign_in, "sign_in_of", lambda request: sign_in.SignIn())
    machine = RoleGrantFactory(user__is_machine=True, role=Role.REGISTRAR, organisation=draft.register.association).user

    answer = client_of(machine, scopes=frozenset({"registrations:read"})).get("/api/v1/persons")

    assert answer.status_code == 200
