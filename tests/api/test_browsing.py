"""People in a browser: signing in by session, reading pages, protected against forged requests."""

import re

import pytest

from register.access import Role
from register.models import Person
from tests.factories.register import RoleGrantFactory, UserFactory

PASSWORD = "een-lang-wachtwoord-1"


@pytest.fixture
def registrar(db):
    user = UserFactory(email="registrar@venvn.example")
    user.set_password(PASSWORD)
    user.save()
    return RoleGrantFactory(user=user, role=Role.REGISTRAR).user


@pytest.fixture
def signed_in(browser, registrar, settings):
    settings.SECOND_FACTOR_REQUIRED = False  # as in a demo; with it, see tests/sign_in
    form = browser.get("/accounts/login/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form)[1]
    answer = browser.post(
        "/accounts/login/", {"login": registrar.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/api/v1")
    return browser


def test_whoever_signs_in_reads_pages(signed_in):
    for address in ("/api/v1", "/api/v1/profile", "/api/v1/persons", "/api/v1/registers"):
        page = signed_in.get(address)
        assert page.status_code == 200
        assert page["Content-Type"].startswith("text/html")
        assert "default-src 'self'" in page["Content-Security-Policy"]


def test_a_problem_is_shown_as_a_page_to_a_browser(browser, signed_in):
    page = signed_in.get("/api/v1/persons/00000000-0000-4000-8000-000000000000")

    assert page.status_code == 404
    assert page["Content-Type"].startswith("text/html")
    assert "not-found" in page.content.decode()


def test_nobody_reads_pages_without_signing_in(browser):
    assert browser.get("/api/v1/persons").status_code == 401


def test_a_forged_request_changes_nothing(signed_in):
    body = {"givenName": "Noor", "familyName": "Bakker"}
    answer = signed_in.post("/api/v1/persons", body, "application/json", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not Person.objects.filter(given_name="Noor").exists()


def test_a_request_with_the_token_of_the_page_is_carried_out(signed_in):
    headers = {"accept": "application/json", "x-csrftoken": signed_in.cookies["csrftoken"].value}
    body = {"givenName": "Noor", "familyName": "Bakker"}

    assert signed_in.post("/api/v1/persons", body, "application/json", headers=headers).status_code == 201


def test_a_machine_never_signs_in_by_password(browser):
    machine = UserFactory(email="x@machine.invalid", is_machine=True)
    browser.force_login(machine)

    assert browser.get("/api/v1/registers", headers={"accept": "application/json"}).status_code == 403
