"""Preferences: what a person wants to hear, how and when. What is statutory can't be switched off."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

import holidays
from django.db import transaction

from notifications.catalogue import KINDS
from notifications.catalogue.names import called
from notifications.errors import PreferenceRefused
from notifications.models import NoticePreference, SwitchedOff
from register.access import Actor
from register.errors import FieldProblem
from register.models import Person
from register.services.events import record_event


@transaction.atomic
def prefer(*, person: Person, changes: Mapping[str, Any], actor: Actor | None, now: datetime) -> None:
    """Change what is named: fields of NoticePreference, `language`, and `kinds` as (kind, channel, wanted).

    Raises PreferenceRefused, which names every statutory kind that was to be switched off, and changes nothing.
    """
    kinds = list(changes.get("kinds", ()))
    kept = NoticePreference.objects.select_for_update().filter(person=person).first() or NoticePreference(person=person)
    for name in ("time_zone", "quiet_from", "quiet_until", "holidays_of", "digest"):
        if name in changes:
            setattr(kept, name, changes[name])
    _refuse(kept, kinds)
    kept.changed_at = now
    kept.save()
    if "language" in changes:
        Person.objects.filter(pk=person.pk).update(language=changes["language"])
        person.language = changes["language"]
    for kind, channel, wanted in kinds:
        (_switch_on if wanted else _switch_off)(person, kind, channel, now)
    _record(person, "notice-preference.changed", actor, now)


@transaction.atomic
def unsubscribe(*, person: Person, kind: str, channel: str, now: datetime) -> None:
    """Switch one kind off by the button of a mail program. Twice is harmless, and so is a kind that is no more."""
    found = KINDS.get(kind)
    if found is None or found.statutory:
        return
    if _switch_off(person, kind, channel, now):
        _record(person, "notice-preference.unsubscribed", None, now, kind=kind, channel=channel)


def _switch_off(person: Person, kind: str, channel: str, now: datetime) -> bool:
    _, is_new = SwitchedOff.objects.get_or_create(
        person=person, kind=kind, channel=channel, defaults={"switched_at": now}
    )
    return is_new


def _switch_on(person: Person, kind: str, channel: str, now: datetime) -> None:
    SwitchedOff.objects.filter(person=person, kind=kind, channel=channel).delete()


def _refuse(kept: NoticePreference, kinds: Iterable[tuple[str, str, bool]]) -> None:
    problems = []
    if kept.time_zone not in available_timezones():
        problems.append(_problem("timeZone", "unknown", "Deze tijdzone bestaat niet.", "There is no such time zone."))
    if kept.holidays_of and kept.holidays_of not in holidays.list_supported_countries():
        nl, en = "Van dit land zijn geen feestdagen bekend.", "No holidays are known of this country."
        problems.append(_problem("holidaysOf", "unknown", nl, en))
    if (kept.quiet_from is None) != (kept.quiet_until is None) or (kept.quiet_from and _same(kept)):
        nl = "Geef een begin en een ander einde, of geen van beide."
        problems.append(_problem("quietUntil", "no-end", nl, "Give a begin and another end, or neither."))
    for place, (code, channel, wanted) in enumerate(kinds):
        kind = KINDS.get(code)
        if kind is None or channel not in kind.all_channels:
            nl, en = f"{code} komt niet langs {channel}.", f"{code} does not come by {channel}."
            problems.append(_problem(f"kinds/{place}", "does-not-exist", nl, en))
        elif kind.statutory and not wanted:
            nl = f"{called(kind, 'nl')}: dit moet u weten, en kunt u niet uitzetten."
            en = f"{called(kind, 'en')}: you have to know this, and cannot switch it off."
            problems.append(_problem(f"kinds/{place}", "statutory", nl, en))
    if problems:
        raise PreferenceRefused(
            nl="Deze voorkeur kan niet. Wat erbij staat is het probleem.",
            en="This cannot be preferred. What is named with it is the problem.",
            fields=tuple(problems),
        )


def _same(kept: NoticePreference) -> bool:
    return kept.quiet_from == kept.quiet_until


def _problem(place: str, code: str, nl: str, en: str) -> FieldProblem:
    return FieldProblem(f"#/{place}", code, nl, en)


def _record(person: Person, event: str, actor: Actor | None, now: datetime, **data: Any) -> None:
    record_event(
        kind=event, subject_type="person", subject_uuid=person.uuid, person_id=person.pk, actor=actor, now=now,
        data=data,
    )  # fmt: skip
