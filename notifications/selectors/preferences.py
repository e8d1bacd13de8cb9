"""What somebody prefers, and which kinds of notice they can hear at all."""

from typing import Any

from notifications.catalogue import KINDS, NoticeKind
from notifications.catalogue.names import called
from notifications.models import NoticePreference, SwitchedOff
from notifications.rules.welcome import Wishes
from notifications.selectors.recipients import HOLDERS
from register.access import Actor
from register.models import Person


def wishes_of(person: Person) -> Wishes | None:
    """When the person wants to hear what can wait; None without a preference."""
    found: NoticePreference | None = getattr(person, "notice_preference", None)
    return found.wishes if found else None


def is_switched_off(person_id: int, *, kind: str, channel: str) -> bool:
    """Whether the person does not want this kind by this channel. Never so for what is statutory."""
    if KINDS[kind].statutory:
        return False
    return SwitchedOff.objects.filter(person=person_id, kind=kind, channel=channel).exists()


def preferences_of(person: Person, *, actor: Actor, language: str) -> dict[str, Any]:
    """What the person prefers, with every kind of notice that they can hear."""
    kept = NoticePreference.objects.filter(person=person).first() or NoticePreference(person=person)
    off = set(SwitchedOff.objects.filter(person=person).values_list("kind", "channel"))
    return {
        "language": person.language,
        "time_zone": kept.time_zone,
        "quiet_from": kept.quiet_from,
        "quiet_until": kept.quiet_until,
        "holidays_of": kept.holidays_of,
        "digest": kept.digest,
        "kinds": [
            {
                "code": kind.code,
                "name": called(kind, language),
                "statutory": kind.statutory,
                "channels": [
                    {"channel": channel, "wanted": (kind.code, channel) not in off} for channel in kind.all_channels
                ],
            }
            for kind in KINDS.values()
            if _can_hear(kind, actor)
        ],
    }


def _can_hear(kind: NoticeKind, actor: Actor) -> bool:
    """What reaches people as such reaches everybody; what reaches roles, those who hold one that may do it."""
    permission = HOLDERS.get(kind.audience)
    return permission is None or actor.may_somewhere(permission)
