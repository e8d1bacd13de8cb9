"""Who guesses is slowed down and learns nothing; nobody else is kept out by it."""

import re

import pytest
from django.core import mail

from register.access import Role
from register.models import AccountInvitation, User
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory
from tests.sign_in.doors import PASSWORD, Browser, account, code_of, with_app

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"


def shown(answer, *addresses):
    """What an onlooker could tell two answers apart by."""
    page = answer.content.decode()
    for address in addresses:
        page = page.replace(address, "somebody")
    page = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page)
    headers = {name: value for name, value in answer.headers.items() if name not in ("Request-Id", "Content-Length")}
    return answer.status_code, page, headers


@pytest.mark.parametrize(
    ("path", "fields", "field"),
    [("/accounts/login/", {"password": "een-ander-wachtwoord-2"}, "login"), (RESET, {}, "email")],
    ids=["sign in", "reset"],
)
def test_known_and_unknown_addresses_get_the_same_answer(path, fields, field):
    account(email="known@somewhere.example")
    names = ("known@somewhere.example", "nobody@somewhere.example")

    known, unknown = (shown(Browser().send(path, {field: name, **fields}), *names) for name in names)

    assert known == unknown
    assert len(mail.outbox) == (2 if path == RESET else 0)  # either takes as long, and fails as often


def test_an_invitation_is_answered_the_same_for_who_has_an_account_and_who_has_not():
    one, other = (RegistrationFactory(person=PersonFactory()) for _ in range(2))
    account(person=one.person, email=one.person.email)
    officer = RoleGrantFactory(user=account(), role=Role.REGISTRAR, organisation=one.register.association).user
    browser = Browser()
    browser.sign_in(officer, code=code_of(with_app(officer)))

    def invite(of):
        path = f"/registrations/{of.uuid}/account-invitations"
        return browser.ask(path, method="POST", body="{}")

    known, unknown = invite(one), invite(other)

    assert (known.status_code, unknown.status_code) == (201, 201)
    assert known.json().keys() == unknown.json().keys()
    assert AccountInvitation.objects.count() == 2


def test_a_wrong_key_of_an_invitation_is_answered_as_an_unknown_one(invited):
    browser = Browser()

    answers = [
        shown(browser.send(f"/accounts/invitations/{uuid}/", {"key": "x" * 43}), str(uuid))
        for uuid in (invited.uuid, "00000000-0000-4000-8000-000000000000")
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] == 400


def test_who_guesses_passwords_has_to_wait_and_locks_nobody_out():
    owner, guesser = account(), Browser()

    answers = [guesser.sign_in(owner, password=f"een-ander-wachtwoord-{n}") for n in range(7)]
    for_programs = guesser.send(
        "/accounts/login/", {"login": owner.email, "password": "x"}, headers={"accept": "application/problem+json"}
    )

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert "not blocked" in answers[-1].content.decode()
    assert int(answers[-1]["Retry-After"]) > 0
    assert (for_programs.status_code, for_programs["Content-Type"]) == (429, "application/problem+json")
    assert guesser.sign_in(owner).status_code == 429  # nor is the right one tried
    assert Browser().sign_in(owner)["Location"] == "/api/v1"


def test_who_guesses_codes_has_to_wait():
    user = account()
    secret = with_app(user)
    browser = Browser()
    browser.sign_in(user)

    answers = [browser.send("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    assert browser.send("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 429
    assert browser.ask("/profile").status_code == 401


def test_who_floods_a_mail_box_with_resets_has_to_wait():
    owner, browser = account(), Browser()

    answers = [browser.send(RESET, {"email": owner.email}).status_code for _ in range(7)]

    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_nobody_signs_up_alone():
    browser = Browser()
    there = User.objects.count()

    answer = browser.send("/accounts/signup/", {"email": "nobody@somewhere.example", "password1": PASSWORD})

    assert "invitation" in answer.content.decode()
    assert User.objects.count() == there
    assert browser.get("/accounts/oidc/of-nobody/login/").status_code == 404


def test_a_link_to_reset_works_once():
    owner, browser = account(), Browser()
    browser.send(RESET, {"email": owner.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = browser.get(link)["Location"]

    done = browser.send(form, {"password1": "een-heel-nieuw-wachtwoord-3", "password2": "een-heel-nieuw-wachtwoord-3"})

    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert Browser().sign_in(owner, password=PASSWORD).status_code == 200
    assert Browser().sign_in(owner, password="een-heel-nieuw-wachtwoord-3").status_code == 302
    assert "Bad Token" in Browser().get(link).content.decode()


def test_without_the_count_of_attempts_nobody_signs_in(settings):
    owner, signed_in, browser = account(), Browser(), Browser()
    signed_in.sign_in(owner)
    cache = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": cache, "LOCATION": "redis://127.0.0.1:9/0"}}

    refused = browser.sign_in(owner)

    assert refused.status_code >= 500
    assert browser.ask("/profile").status_code == 401
    assert signed_in.ask("/profile").status_code == 200
