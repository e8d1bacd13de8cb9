"""Every message as a page: for each kind and language, readable by software that reads aloud, in light and in dark."""

import re
from datetime import date

import pytest

from notifications.catalogue import KINDS
from notifications.catalogue.names import NAMES
from notifications.rules.markup import plain_text, read_markup
from notifications.services.rendering import _standard, page_of
from tests.notifications.page import Page, contrast

LINK = "https://register.example/api/v1/profile"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def example(kind, language):
    """A message of a kind, for somebody made up."""
    said = {name.code: name.example[language] for name in NAMES[kind.template]} | {"link": LINK, "count": 2}
    said |= {code: date.fromisoformat(text) for code, text in said.items() if DAY.fullmatch(str(text))}
    if kind.says:
        said["subject"], said["sentence"] = kind.says[language]
    subject, words = _standard(kind, said, language)
    blocks = read_markup(words, link=LINK)
    return subject, plain_text(blocks), page_of(subject, blocks, language=language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_a_page_names_its_language_and_subject_and_loads_nothing(kind, language):
    subject, text, source = example(kind, language)
    page = Page.of(source)

    assert not page.open
    assert page.language == language
    assert page.words["title"] == page.words["h1"] == subject
    assert page.headings[0] == "h1"
    assert set(page.headings[1:]) <= {"h2"}
    assert page.links == [LINK]
    assert page.words["a"] not in ("", LINK)
    assert not page.tags & {"img", "script", "link", "iframe", "form", "object", "table", "video", "base"}
    assert not page.attributes & {"src", "srcset", "background", "onclick", "ping", "style"}
    assert "url(" not in source
    assert source.count("https:") == 1 == text.count("https:")
    assert page.metas["color-scheme"] == "light dark"
    assert "\n\n\n" not in text


def test_the_words_of_the_text_are_those_of_the_page():
    _, text, source = example(KINDS["cycle-reminder"], "nl")
    said = " ".join(Page.of(source).words.values())

    for line in text.splitlines():
        words = line.lstrip("* ").removesuffix(":")
        assert words in said or words == LINK


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_their_ground_in_light_and_in_dark(scheme):
    schemes = Page.of(page_of("Test", [], language="nl")).styles
    styles = schemes[scheme]
    ground = styles["body"]["background"]

    for selector in ("body", "a", "footer"):
        assert contrast(styles[selector]["color"], ground) >= 4.5, selector
    assert schemes["light"]["body"] != schemes["dark"]["body"]


def test_only_the_address_of_the_message_becomes_a_link():
    blocks = read_markup(f"[Klik hier](https://evil.example)\n\n[Bekijk]({LINK})\n\nhttps://evil.example", link=LINK)
    page = Page.of(page_of("Test", blocks, language="nl"))

    assert page.links == [LINK]
    assert "evil.example" in page.words["p"]


def test_what_a_person_typed_is_text():
    page = Page.of(page_of("<b>", read_markup("<script>alert(1)</script>\n* <b>x</b>", link=LINK), language="nl"))

    assert not page.tags & {"script", "b"}


def test_a_list_with_a_line_before_it_and_words_after_it_stay_in_order():
    text = "Dit:\n* een\n  met meer\n* twee\n\nEinde.\n"

    assert plain_text(read_markup(text, link="")) == text.replace("Dit:\n", "Dit:\n\n")
