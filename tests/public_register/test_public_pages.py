"""The public register as a page: readable without scripts, with labels, in two languages, outside search engines."""

import re

import pytest

from tests.factories.publishing import public_register
from tests.factories.register import PersonFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
HTML = {"accept": "text/html,*/*;q=0.8"}
DUTCH, ENGLISH = HTML | {"accept-language": "nl"}, HTML | {"accept-language": "en"}


@pytest.fixture
def registration(association):
    person = PersonFactory(given_name="Zoë", prefix="", family_name="<b>Brûlée")
    return RegistrationFactory(register=public_register(association=association), person=person, number="0012345")


def accessible(answer, language):
    """What every page holds to; returns its text."""
    text = answer.content.decode()
    assert f'<html lang="{language}">' in text
    assert len(re.findall("<h1[ >]", text)) == 1
    assert "<main>" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "<script" not in text
    assert not re.search(r"\s(on\w+|style)=", text)
    assert "script" not in answer["Content-Security-Policy"]
    for field in re.findall(r'<input id="(\w+)"', text):
        assert f'<label for="{field}">' in text
    return text


@pytest.mark.parametrize(
    ("headers", "language", "word"), [(DUTCH, "nl", "Geregistreerd"), (ENGLISH, "en", "Registered")]
)
def test_from_the_form_to_the_card(registration, browser, headers, language, word):
    accessible(browser.get("/public-registers", headers=headers), language)
    form = accessible(browser.get("/public-registers/open", headers=headers), language)
    assert form.count("<label") == 2

    answer = browser.post("/public-registers/open", {"name": "Brulle", "number": ""}, headers=headers)
    found = accessible(answer, language)
    assert answer["Cache-Control"] == "no-store"
    address = f"/public-registrations/{registration.uuid}"
    assert f'href="{address}?language={language}"' in found
    assert word in found

    card = accessible(browser.get(address, headers=headers), language)
    assert "Zoë &lt;b&gt;Brûlée" in card
    assert "0012345" in card
    assert ("1 maart 2022" if language == "nl" else "1 March 2022") in card
    assert registration.person.email not in card
    assert re.search(rf"<svg[^>]*><title>http[^<]*{address}</title>", card)


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"name": "Br"}, "Geef ten minste 3 letters"), ({}, "een van beide"), ({"name": "Nobody"}, "Niemand gevonden")],
)
def test_what_went_wrong_is_said_on_the_form_itself(registration, browser, sent, said):
    answer = browser.post("/public-registers/open", sent, headers=DUTCH)

    assert answer.status_code == 200
    assert said in accessible(answer, "nl")


def test_the_language_can_be_chosen_and_a_missing_page_is_a_page(registration, browser):
    assert 'lang="en"' in browser.get("/public-registers/open?language=en", headers=DUTCH).content.decode()
    missing = browser.get("/public-registers/none", headers=DUTCH)
    assert missing.status_code == 404
    accessible(missing, "nl")
