"""People come in by the provider of their association, known by issuer and subject; a process of its own plays it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from config.sign_in.identities import CheckedTokens, IdentityProvider
from config.sign_in.providers import apps_from
from register.access import Role
from register.models import AccountInvitation, Event
from tests.factories.register import PersonFactory, RoleGrantFactory, UserFactory
from tests.sign_in.doors import Browser
from tests.sign_in.issuer import ID, running_issuer

pytestmark = [pytest.mark.django_db, pytest.mark.servers]
LOGIN = f"/accounts/oidc/{ID}/login/"


@pytest.fixture(scope="module")
def issuer():
    with running_issuer() as found:
        yield found


@pytest.fixture(autouse=True)
def configured(issuer, settings):
    def use(**values):
        apps = apps_from([issuer.configured(**values)])
        ours = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": ours | {"APPS": apps}}

    use()
    return use


def sent_there(browser):
    answer = browser.send(LOGIN)
    assert answer.status_code == 302
    return answer["Location"]


def come_in(browser, issuer, *, sub):
    back = issuer.approve(sent_there(browser), sub=sub)
    return browser.get(back.removeprefix("http://testserver"))


def take_up(browser, issuer, invitation, *, sub):
    answer = browser.send(f"/accounts/invitations/{invitation.uuid}/", {"key": invitation.key, "way": ID})
    return browser.get(issuer.approve(answer["Location"], sub=sub).removeprefix("http://testserver"))


def test_who_is_invited_links_their_identity_once_and_comes_in_by_it_from_then_on(issuer, invited):
    browser, later = Browser(), Browser()

    first = take_up(browser, issuer, invited, sub="zoe")
    again = come_in(later, issuer, sub="zoe")

    assert (first["Location"], again["Location"]) == ("/api/v1", "/api/v1")
    shown = later.ask("/profile").json()
    assert (shown["person"]["uuid"], shown["email"]) == (str(invited.person.uuid), "zoe@thuis.example")
    assert later.ask("/account").json()["identities"][0]["provider"] == ID
    identity = SocialAccount.objects.get()
    assert identity.extra_data == {"issuer": issuer.url, "subject": "zoe"}
    assert AccountInvitation.objects.get().accepted_at is not None
    assert set(Event.objects.values_list("kind", flat=True)) >= {"account.invited", "account.taken-up"}


def test_an_invitation_links_one_identity_and_no_second(issuer, invited):
    take_up(Browser(), issuer, invited, sub="zoe")
    thief = Browser()

    answer = thief.send(f"/accounts/invitations/{invited.uuid}/", {"key": invited.key, "way": ID})

    assert answer.status_code == 400
    assert "does not hold" in answer.content.decode()


def test_an_identity_that_nobody_has_is_nobody_whatever_address_it_brings(issuer):
    UserFactory(email="zoe@federatie.example", person=PersonFactory())
    browser = Browser()

    answer = come_in(browser, issuer, sub="zoe")

    assert answer.status_code == 200
    assert browser.ask("/profile").status_code == 401
    assert not SocialAccount.objects.exists()


def test_the_provider_may_vouch_for_a_second_factor_and_silence_is_none(issuer, invited):
    RoleGrantFactory(role=Role.REGISTRAR, user=UserFactory(email="zoe@thuis.example", person=invited.person))
    with_app, without = Browser(), Browser()
    take_up(with_app, issuer, invited, sub="registrar")
    assert with_app.ask("/persons").status_code == 200
    SocialAccount.objects.update(uid=_uid_of(issuer, "zoe"))

    come_in(without, issuer, sub="zoe")

    assert without.ask("/persons").json()["code"] == "second-factor-required"


def _uid_of(issuer, sub):
    return IdentityProvider.extract_uid(None, {"id_token": {"iss": issuer.url, "sub": sub}})


class Later(datetime):
    """Two hours from now."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz or UTC) + timedelta(hours=2)


@pytest.mark.parametrize("wrong", ["audience", "nonce", "expired", "issuer", "no token", "state"])
def test_a_token_that_is_not_for_this_attempt_opens_nothing(issuer, invited, monkeypatch, configured, wrong):
    take_up(Browser(), issuer, invited, sub="zoe")
    browser = Browser()
    if wrong == "issuer":
        configured(issuer=f"{issuer.url}/")
    there = sent_there(browser)
    nonce = parse_qs(urlsplit(there).query)["nonce"][0]
    back = issuer.approve(there, sub="zoe").removeprefix("http://testserver")
    if wrong in ("audience", "nonce"):
        client, attempt = ("another", nonce) if wrong == "audience" else ("register", "of-another-attempt")
        given = issuer.tokens(sub="zoe", client_id=client, nonce=attempt)
        monkeypatch.setattr(CheckedTokens, "get_access_token_data", lambda *_, **__: given)
    if wrong == "no token":
        given = issuer.tokens(sub="zoe", client_id="register", nonce=nonce) | {"id_token": ""}
        monkeypatch.setattr(CheckedTokens, "get_access_token_data", lambda *_, **__: given)
    if wrong == "expired":
        monkeypatch.setattr(jwt.api_jwt, "datetime", Later)
    if wrong == "state":
        browser = Browser()

    answer = browser.get(back)

    assert answer.status_code == 401
    assert "Third-Party Login Failure" in answer.content.decode()
    assert browser.ask("/profile").status_code == 401


def test_who_confirms_that_it_is_them_is_asked_again_there(issuer, invited):
    browser = Browser()
    take_up(browser, issuer, invited, sub="zoe")

    asked = parse_qs(urlsplit(sent_there(browser)).query)

    assert asked["prompt"] == ["login"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]


@pytest.mark.parametrize("value", [{"issuer": "http://login.example"}, {"client_secret": ""}, {"name": ""}])
def test_an_unsafe_or_incomplete_provider_stops_the_start(issuer, value):
    with pytest.raises(ImproperlyConfigured):
        apps_from([issuer.configured(**value)])
