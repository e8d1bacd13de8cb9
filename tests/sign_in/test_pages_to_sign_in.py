"""The pages where people sign in: in two languages, for who cannot see them too, without scripts of their own."""

from html.parser import HTMLParser

import pytest

from tests.sign_in.doors import PASSWORD, Browser, account, with_app

pytestmark = pytest.mark.django_db
BEFORE = ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/")
AFTER = (
    "reauthenticate/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/add/",
    "identities/",
    "logout/",
)


class Page(HTMLParser):
    """What a page is made of: tags with their attributes."""

    def __init__(self, source):
        super().__init__()
        self.tags = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for found, attrs in self.tags if found == tag]


@pytest.fixture
def pages():
    reader, member = Browser(), Browser()
    user = account()
    member.sign_in(user)
    member.send("/accounts/reauthenticate/", {"password": PASSWORD})

    def of(language):
        for browser, places in ((reader, BEFORE), (member, AFTER)):
            for place in places:
                answer = browser.get(f"/accounts/{place}", headers={"accept-language": language})
                assert answer.status_code == 200, place
                yield place, answer

    return of


@pytest.mark.parametrize(("language", "word"), [("nl", "Nog geen account?"), ("en", "No account yet?")])
def test_every_page_speaks_the_language_of_its_reader_and_names_its_fields(pages, language, word):
    for place, answer in pages(language):
        page = Page(answer.content.decode())
        assert place != "login/" or word in answer.content.decode()
        assert [attrs["lang"] for attrs in page.all("html")] == [language], place
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1, place
        labelled = {attrs.get("for") for attrs in page.all("label")}
        fields = [*page.all("input"), *page.all("textarea")]
        unnamed = [one for one in fields if one.get("type") != "hidden" and one.get("id") not in labelled]
        assert unnamed == [], place
        assert all("alt" in image for image in page.all("img")), place


def test_no_page_runs_a_script_that_its_policy_forbids(pages):
    for place, answer in pages("en"):
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]
        page = Page(answer.content.decode())
        for script in page.all("script"):
            assert script.get("src", "").startswith("/static/") or script["type"] == "application/json", place
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")], place


def test_who_has_an_app_is_asked_for_its_code_or_a_key():
    user, browser = account(), Browser()
    with_app(user)
    browser.sign_in(user)

    page = Page(browser.get("/accounts/2fa/authenticate/").content.decode())

    assert "one-time-code" in {field.get("autocomplete") for field in page.all("input")}
    assert "mfa_webauthn_authenticate" in {button.get("id") for button in page.all("button")}
