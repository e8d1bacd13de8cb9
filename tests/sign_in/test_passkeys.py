"""Passkeys: made on the page for it, good for both factors at once, and for nobody and nowhere else."""

import json
import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from fido2.utils import websafe_encode

from register.access import Role
from tests.factories.register import RegulationFactory, RoleGrantFactory
from tests.sign_in.doors import PASSWORD, Browser, account
from tests.sign_in.passkey import Passkey

pytestmark = pytest.mark.django_db
ADD, LOGIN, AUTHENTICATE = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/", "/accounts/2fa/authenticate/"


@pytest.fixture(autouse=True)
def as_on_the_internet(settings, monkeypatch):
    """Where a page comes from counts, as it does at any address but one on this machine itself."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    monkeypatch.setattr(transaction, "on_commit", lambda call, **_: call())


@pytest.fixture
def draft():
    return RegulationFactory(state="DRAFT", adopted_by=None, adopted_at=None)


@pytest.fixture
def committee(draft):
    return RoleGrantFactory(user=account(), role=Role.COMMITTEE, organisation=draft.register.association).user


@pytest.fixture
def passkey(committee):
    """Of the member of the committee, added on the page for it."""
    browser, made = Browser(), Passkey()
    browser.sign_in(committee)
    browser.send("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = add(browser, made.made_for(asked_on(browser, ADD)))
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert browser.ask("/persons").status_code == 200  # whoever added it has just used it
    return made


def asked_on(browser, path):
    """What the script of a page asks the browser to do."""
    page = browser.get(path).content.decode()
    (data,) = re.findall(r'<script id="js_data" type="application/json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(data)
    return data.get("creation_options") or data["request_options"]


def add(browser, credential):
    return browser.send(ADD, {"name": "Telefoon", "passwordless": "on", "credential": json.dumps(credential)})


def asked_to_sign_in(browser):
    answer = browser.get(LOGIN, headers={"X-Requested-With": "XMLHttpRequest", "accept": "application/json"})
    return answer.json()["request_options"]


def come_in(browser, credential):
    browser.get("/accounts/login/")
    return browser.send(LOGIN, {"credential": json.dumps(credential)})


def test_a_passkey_signs_in_with_both_factors_and_proves_who_decides(passkey, committee, draft):
    browser = Browser()

    answer = come_in(browser, passkey.signed(asked_to_sign_in(browser)))

    assert answer["Location"] == "/api/v1"
    assert browser.ask("/profile").json()["email"] == committee.email
    assert browser.ask(f"/regulations/{draft.uuid}/adoptions", method="POST", body="{}").status_code == 201


def test_a_passkey_is_the_second_factor_after_a_password(passkey, committee):
    browser = Browser()
    assert browser.sign_in(committee)["Location"] == AUTHENTICATE
    assert browser.ask("/profile").status_code == 401

    answer = browser.send(AUTHENTICATE, {"credential": json.dumps(passkey.signed(asked_on(browser, AUTHENTICATE)))})

    assert answer["Location"] == "/api/v1"
    assert browser.ask("/persons").status_code == 200


def by_another_key(passkey, asked):
    other = Passkey()
    other.id, other.handle = passkey.id, passkey.handle
    return other.signed(asked)


def for_another_account(passkey, asked):
    made = passkey.signed(asked)
    made["response"]["userHandle"] = websafe_encode(user_pk_to_url_str(account()).encode())
    return made


def with_a_changed_answer(passkey, asked):
    made = passkey.signed(asked)
    made["response"]["clientDataJSON"] = passkey.signed(asked, origin="https://testserver:8443")["response"][
        "clientDataJSON"
    ]
    return made


FORGED = {
    "signed by another key": by_another_key,
    "for another account": for_another_account,
    "what was signed was changed": with_a_changed_answer,
    "without finger or PIN": lambda passkey, asked: passkey.signed(asked, verified=False),
    "on the page of another": lambda passkey, asked: passkey.signed(asked, origin="https://testserver.evil.example"),
    "on a page without TLS": lambda passkey, asked: passkey.signed(asked, origin="http://testserver"),
    "for another site": lambda passkey, asked: passkey.signed(asked, site="evil.example"),
    "for another attempt": lambda passkey, asked: passkey.signed(asked_to_sign_in(Browser())),
    "a credential that is none": lambda passkey, asked: {"id": "x", "response": []},
    "no object": lambda passkey, asked: ["x"],
    "bytes that are none": lambda passkey, asked: passkey.signed(asked) | {"rawId": "é", "id": "é"},
}


def test_a_forged_answer_opens_nothing_and_breaks_nothing(passkey):
    wrong = {}
    for name, forge in FORGED.items():
        browser = Browser()
        answer = come_in(browser, forge(passkey, asked_to_sign_in(browser)))
        if answer.status_code >= 500 or browser.ask("/profile").status_code != 401:
            wrong[name] = answer.status_code

    assert wrong == {}


def test_an_answer_is_good_once(passkey):
    browser, thief = Browser(), Browser()
    answer = passkey.signed(asked_to_sign_in(browser))
    come_in(browser, answer)
    browser.send("/accounts/logout/")

    for again in (browser, thief):
        come_in(again, answer)
        assert again.ask("/profile").status_code == 401


MADE_WRONG = {
    "without finger or PIN": lambda asked: Passkey().made_for(asked, verified=False),
    "on the page of another": lambda asked: Passkey().made_for(asked, origin="https://evil.example"),
    "no credential": lambda asked: {"id": "x"},
    "no object": lambda asked: 7,
    "bytes that are none": lambda asked: Passkey().made_for(asked) | {"rawId": "é", "id": "é"},
}


def test_a_credential_that_was_made_wrongly_is_not_added(committee):
    browser = Browser()
    browser.sign_in(committee)
    browser.send("/accounts/reauthenticate/", {"password": PASSWORD})

    answers = {name: add(browser, make(asked_on(browser, ADD))).status_code for name, make in MADE_WRONG.items()}

    assert answers == dict.fromkeys(MADE_WRONG, 200)  # the form again, with what is wrong
    assert not committee.authenticator_set.exists()


def test_a_passkey_of_somebody_else_is_not_taken_away(passkey, committee):
    (row,) = committee.authenticator_set.filter(type="webauthn")
    other = Browser()
    other.sign_in(account())
    other.send("/accounts/reauthenticate/", {"password": PASSWORD})

    answer = other.send(f"/accounts/2fa/webauthn/keys/{row.pk}/remove/")

    assert answer.status_code == 404
    assert committee.authenticator_set.filter(pk=row.pk).exists()
