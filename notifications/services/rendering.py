"""Writing a notice: from a standing or an event to a subject, a text and a page in the language of the reader.

The words are those of the association where it has a text in use, else the standard ones. The page is made from the
same words as the text, so that an association writes words and never markup for mail programs.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from notifications.catalogue import KINDS, NoticeKind
from notifications.catalogue.digests import DIGEST
from notifications.catalogue.names import NAMES
from notifications.models import Notice, NoticeText
from notifications.rules.markup import Block, plain_text, read_markup
from notifications.rules.own_texts import TextFails, fill
from notifications.selectors.recipients import reader_of
from notifications.selectors.reminder_words import reminder_words
from notifications.selectors.subjects import words_about
from notifications.selectors.texts import text_in_use
from notifications.services.texts import note_failure
from register.models import Event

logger = logging.getLogger(__name__)
LONGEST_SUBJECT = 200
HIDDEN = "•••"
FOOT = {
    "nl": (
        "Wilt u dit soort berichten niet meer per mail? Zet ze uit bij uw voorkeuren voor berichten,",
        "of met de knop om af te melden van uw mailprogramma. In uw postvak hier blijven ze staan.",
    ),
    "en": (
        "No more of these messages by mail? Switch them off in your preferences for notices,",
        "or with the button to unsubscribe of your mail program. They stay in your inbox here.",
    ),
}
READ_MORE = {"nl": "Meer lezen en doen", "en": "Read more and act"}


@dataclass(frozen=True, slots=True)
class Written:
    """A notice in words. The subject is one line; `kept` is the text without the `key`, which only the reader may know.

    `blocks` are what it says, without the foot.
    """

    subject: str
    text: str
    html: str
    kept: str
    blocks: tuple[Block, ...]
    key: str = ""


def write_notice(*, notice: Notice, standing: Mapping[str, Any], on: date, now: datetime) -> Written:
    """A reminder in the language of the person, from the standing of the day."""
    language, name = reader_of(notice)
    said = in_words_of_kind(notice, reminder_words(notice, standing, language=language, on=on), language)
    return _written(notice, said | {"name": _one_line(name)}, language, now)


def write_event_notice(*, notice: Notice, event: Event, now: datetime) -> Written:
    """The message about an event in the language of its reader."""
    language, name = reader_of(notice)
    said = in_words_of_kind(notice, words_about(event, language=language), language)
    return _written(notice, said | {"name": _one_line(name)}, language, now)


def in_words_of_kind(notice: Notice, said: dict[str, Any], language: str) -> dict[str, Any]:
    """What is said, with the subject and the sentence of the kind where it has those."""
    says = KINDS[notice.kind].says
    return said | dict(zip(("subject", "sentence"), says[language], strict=True)) if says else said


def fill_text(text: NoticeText, said: Mapping[str, Any]) -> tuple[str, str]:
    """An association's text with what is said filled in. Raises TextFails."""
    names = NAMES[KINDS[text.kind].template]
    with translation.override(text.language):
        return fill(text.subject, text.body, {name.code: _as_text(said.get(name.code)) for name in names})


def page_of(subject: str, blocks: list[Block], *, language: str) -> str:
    """The page of a message: without pictures, scripts and addresses but its one link; light or dark as one reads."""
    page = {"language": language, "subject": subject, "blocks": blocks}
    return render_to_string("notifications/page.html", page)


def write_blocks(
    subject: str, blocks: Sequence[Block], *, language: str, optional: bool, keys: Sequence[str] = ()
) -> Written:
    """A message of blocks; `optional` ones say in the foot that they can be switched off."""
    foot = [Block("foot", FOOT[language])] if optional else []
    text = plain_text([*blocks, *foot])
    kept = text
    for key in filter(None, keys):
        kept = kept.replace(key, HIDDEN)
    line = _one_line(subject)
    page = page_of(line, [*blocks, *foot], language=language)
    return Written(line, text, page, kept, tuple(blocks), "".join(keys))


def digest_opening(*, count: int, name: str, language: str) -> tuple[str, list[Block]]:
    """The subject of a digest and the words before what it collects."""
    said = {"count": count, "name": _one_line(name), "link": ""}
    subject, words = _standard(KINDS[DIGEST], said, language)
    return subject, read_markup(words, link="")


def _written(notice: Notice, said: Mapping[str, Any], language: str, now: datetime) -> Written:
    subject, words = _words(notice, said, language, now)
    blocks = read_markup(words, link=said["link"])
    optional = notice.person is not None and not KINDS[notice.kind].statutory
    return write_blocks(subject, blocks, language=language, optional=optional, keys=(said.get("key") or "",))


def _words(notice: Notice, said: Mapping[str, Any], language: str, now: datetime) -> tuple[str, str]:
    """The subject and the words: the association's own, and the standard ones where those make no message."""
    text = text_in_use(notice, language=language)
    if text is not None:
        try:
            return fill_text(text, said)
        except TextFails as error:
            logger.warning("notice_text_failed text=%s notice=%s why=%s", text.uuid, notice.uuid, error)
            note_failure(text=text, notice=notice, now=now)
    return _standard(KINDS[notice.kind], said, language)


def _standard(kind: NoticeKind, said: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The standard text: its first line is the subject, and the link comes last where it has none."""
    with translation.override(language):
        whole = render_to_string(f"notifications/{kind.template}.{language}.txt", dict(said))
    subject, _, words = whole.strip().partition("\n")
    if said["link"] and f"]({said['link']})" not in words:
        words = f"{words.strip()}\n\n[{READ_MORE[language]}]({said['link']})"
    return subject, words


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None or isinstance(value, bool) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SUBJECT]
