"""How a text of an association would read: with the data of somebody made up, or masked ones of a real notice."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from notifications.catalogue import KINDS
from notifications.catalogue.names import NAMES
from notifications.errors import TextRefused
from notifications.models import Notice, NoticeText
from notifications.rules.markup import plain_text, read_markup
from notifications.rules.own_texts import TextFails
from notifications.selectors.recipients import reader_of
from notifications.selectors.reminder_words import reminder_words
from notifications.selectors.subjects import words_about
from notifications.selectors.texts import association_of
from notifications.services.rendering import HIDDEN, fill_text, in_words_of_kind, page_of
from portfolio.services.standings import standing_of_cycle

MASKED_LINK = "https://register.example/masked"


@dataclass(frozen=True, slots=True)
class Preview:
    """A message that goes nowhere."""

    subject: str
    text: str
    html: str


def preview_text(*, text: NoticeText, notice: Notice | None, on: date, now: datetime) -> Preview:
    """Fill the text in. What is personal in a real notice is masked before anybody sees it.

    Raises TextRefused when the notice is of another kind or association, or when no message comes out.
    """
    said = _example(text) if notice is None else _masked(text, notice, on, now)
    try:
        subject, words = fill_text(text, said)
    except TextFails as error:
        raise TextRefused(
            nl="Met deze gegevens wordt dit geen bericht; de lezer zou de standaardtekst krijgen.",
            en=f"With these data this makes no message; the reader would get the standard text. {error}",
        ) from error
    blocks = read_markup(words, link=said["link"])
    return Preview(subject, plain_text(blocks), page_of(subject, blocks, language=text.language))


def _example(text: NoticeText) -> dict[str, Any]:
    return {name.code: name.example[text.language] for name in NAMES[KINDS[text.kind].template]}


def _masked(text: NoticeText, notice: Notice, on: date, now: datetime) -> dict[str, Any]:
    if notice.kind != text.kind or association_of(notice) != text.association_id:
        raise TextRefused(
            nl="Dit bericht is van een andere soort of van een andere vereniging dan de tekst.",
            en="This notice is of another kind, or of another association, than the text.",
        )
    said = _said(text, notice, on, now)
    hidden = {name.code for name in NAMES[KINDS[text.kind].template] if name.personal} - {"link"}
    masked = {code: HIDDEN if code in hidden and value else value for code, value in said.items()}
    clues = _clues(notice)
    return {code: _without(value, clues) for code, value in masked.items()} | {"link": MASKED_LINK}


def _said(text: NoticeText, notice: Notice, on: date, now: datetime) -> dict[str, Any]:
    _, name = reader_of(notice)
    if notice.event is not None:
        said = words_about(notice.event, language=text.language)
    else:
        assert notice.cycle is not None
        standing = standing_of_cycle(cycle=notice.cycle, on=on, now=now)
        said = reminder_words(notice, standing, language=text.language, on=on)
    return in_words_of_kind(notice, said, text.language) | {"name": name}


def _clues(notice: Notice) -> list[str]:
    """By which words somebody could be known, the longest first."""
    person, registration = notice.person, notice.registration
    known = [notice.address, registration.number if registration else ""]
    if person is not None:
        known += [person.full_name, person.given_name, person.family_name, person.email]
        known += person.registrations.values_list("number", flat=True)
    return sorted({word for word in known if len(word) > 1}, key=lambda word: (-len(word), word))


def _without(value: Any, clues: list[str]) -> Any:
    if not isinstance(value, str):
        return value
    for clue in clues:
        value = re.sub(rf"(?<!\w){re.escape(clue)}(?!\w)", HIDDEN, value, flags=re.IGNORECASE)
    return value
