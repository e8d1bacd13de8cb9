"""What can be said to somebody whose deadline comes: what is short, what is met, and what would help in time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from notifications.catalogue import KINDS
from notifications.models import Notice
from notifications.rules.shortfall import Shortfall, labels_met, shortfalls
from notifications.selectors.editions import FittingEdition, fitting_editions
from notifications.selectors.planned import OF_AUDITS
from register.rules.shortfalls import categories_needed
from register.rules.wording import amount_words

# In each language: what is needed, what was had, by when, when it was over, how long is left, and without a place.
WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "needed": "Nog {short} nodig. U hebt nu {counted} van {required}.",
        "had": "U had {counted} van {required}.",
        "by": "Uiterlijk {day}.",
        "over": "De termijn liep tot en met {day}.",
        "today": "dat is vandaag",
        "tomorrow": "dat is morgen",
        "days": "u hebt nog {days} dagen",
        "online": "online",
    },
    "en": {
        "needed": "{short} more needed. You now have {counted} of {required}.",
        "had": "You had {counted} of {required}.",
        "by": "By {day}.",
        "over": "The last day was {day}.",
        "today": "that is today",
        "tomorrow": "that is tomorrow",
        "days": "you have {days} days left",
        "online": "online",
    },
}


def reminder_words(notice: Notice, standing: Mapping[str, Any], *, language: str, on: date) -> dict[str, Any]:
    """What a reminder says, from the standing of the day; lists are items of `notifications.rules.markup`."""
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
    of_audit = KINDS[notice.kind].deadline in OF_AUDITS
    place = "audits" if of_audit else f"registrations/{registration.uuid}/standing"
    with translation.override(language):
        return {
            "register": registration.register.name,
            "association": registration.register.association.name,
            "number": registration.number,
            "deadline": notice.deadline_on,
            "time_left": _time_left((notice.deadline_on - on).days, language),
            "as_of": on,
            "short": _items(_shortfall(each, language) for each in short if not each.past),
            "missed": _items(_shortfall(each, language) for each in short if each.past),
            "met": ", ".join(labels_met(standing, language=language)),
            "editions": _items(_edition(each, language) for each in editions),
            "link": f"{settings.PUBLIC_URL.rstrip('/')}/api/v1/{place}",
        }


def _items(items: Iterable[list[str]]) -> str:
    return "\n\n".join("* " + "\n  ".join(" ".join(line.split()) for line in lines) for lines in items)


def _shortfall(each: Shortfall, language: str) -> list[str]:
    said = WORDS[language]
    amounts = {"short": each.short, "counted": each.counted, "required": each.required}
    lines = [each.label, each.explanation or said["had" if each.past else "needed"].format(**amounts)]
    if each.due_on:
        lines.append(said["over" if each.past else "by"].format(day=date_format(each.due_on, "j F Y")))
    return lines


def _edition(each: FittingEdition, language: str) -> list[str]:
    place = each.place or WORDS[language]["online"]
    worth = amount_words(each.quantity, each.unit, language)
    return [each.title, f"{date_format(each.starts_on, 'j F Y')}, {place}. {each.provider}, {worth}."]


def _time_left(days: int, language: str) -> str:
    said = WORDS[language]
    return said["today"] if days == 0 else said["tomorrow"] if days == 1 else said["days"].format(days=days)
