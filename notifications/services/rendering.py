"""Writing a notice: from a standing or an event to a subject, a text and a page in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from notifications.catalogue import KINDS
from notifications.models import Notice
from notifications.rules.shortfall import labels_met, shortfalls
from notifications.selectors.editions import FittingEdition, fitting_editions
from notifications.selectors.recipients import reader_of
from notifications.selectors.subjects import words_about
from register.models import Event
from register.rules.shortfalls import categories_needed
from register.rules.wording import amount_words

LONGEST_SUBJECT = 200
HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Written:
    """A notice in words. The subject is one line; `kept` is the text without what only the reader may know."""

    subject: str
    text: str
    html: str
    kept: str


def write_notice(*, notice: Notice, standing: Mapping[str, Any], on: date) -> Written:
    """Render the templates of the notice's kind in the language of the person, from the standing of the day."""
    assert notice.person is not None
    language = notice.person.language
    stem = f"notifications/{KINDS[notice.kind].template}.{language}"
    words = _words(notice, standing, language, on)
    with translation.override(language):
        subject, text, page = (render_to_string(f"{stem}.{form}", words) for form in ("subject.txt", "txt", "html"))
    body = text.strip() + "\n"
    return Written(_one_line(subject), body, page, kept=body)


def write_event_notice(*, notice: Notice, event: Event) -> Written:
    """Render the text of the kind, whose first line is the subject; the page is made of the same text."""
    language, name = reader_of(notice)
    kind = KINDS[notice.kind]
    said = words_about(event, language=language) | {"name": _one_line(name)}
    if kind.says:
        said["subject"], said["sentence"] = kind.says[language]
    with translation.override(language):
        whole = render_to_string(f"notifications/{kind.template}.{language}.txt", said)
        subject, _, text = whole.strip().partition("\n")
        text = f"{text.strip()}\n\n{said['link']}".strip() + "\n"
        page = render_to_string("notifications/page.html", {"language": language, "subject": subject, "text": text})
    kept = text.replace(said["key"], HIDDEN) if said.get("key") else text
    return Written(_one_line(subject), text, page, kept)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SUBJECT]


def _words(notice: Notice, standing: Mapping[str, Any], language: str, on: date) -> dict[str, Any]:
    registration, cycle = notice.registration, notice.cycle
    assert notice.person is not None
    assert registration is not None
    assert cycle is not None
    assert notice.deadline_on is not None
    editions = fitting_editions(
        register=registration.register,
        person=notice.person,
        categories=categories_needed(standing, cycle.regulation.document),
        after=on,
        until=notice.deadline_on,
        since=cycle.starts_on,
    )
    short = shortfalls(standing, language=language, on=on)
    return {
        "name": _one_line(notice.person.full_name),
        "register": registration.register.name,
        "association": registration.register.association.name,
        "number": registration.number,
        "deadline_on": notice.deadline_on,
        "days_left": (notice.deadline_on - on).days,
        "as_of": on,
        "short": [each for each in short if not each.past],
        "missed": [each for each in short if each.past],
        "met": labels_met(standing, language=language),
        "editions": [{"edition": each, "worth": _worth(each, language)} for each in editions],
        "link": f"{settings.PUBLIC_URL.rstrip('/')}/api/v1/registrations/{registration.uuid}/standing",
    }


def _worth(edition: FittingEdition, language: str) -> str:
    return amount_words(edition.quantity, edition.unit, language)
