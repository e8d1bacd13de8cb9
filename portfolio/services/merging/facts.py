"""Facts that stand with somebody else from now on: taken back at the one, recorded again at the other, never edited."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from accreditation.models.course import Kind
from portfolio.models import (
    AttendanceChange,
    Claim,
    CompetenceLink,
    Credential,
    Goal,
    LedgerEntry,
    MovedEntry,
    PeerSessionFact,
    PeerVisitUse,
    PersonMerge,
    RecordUse,
    WrongAttendance,
)
from portfolio.services.ledger import reversal_of
from register.access import Actor
from register.models import Person

REASON = "Staat bij de persoon met wie deze is samengevoegd of gesplitst. / Stands with who was joined or parted."
ATTENDANCE = re.compile(r"^(attendance/[^/]+/)[^/]+/((?:[^/]*/)*)[^/]*$")
AGAIN = re.compile(r"/m\d+$")
COPIED = ("registration_id", "kind", "effective_on", "during", "category", "code", "quantity", "unit", "tags")
Leaning = tuple[type[Any], str]
LEANING: tuple[Leaning, ...] = (
    (Claim, "entry"),
    (RecordUse, "entry"),
    (PeerSessionFact, "entry"),
    (PeerVisitUse, "entry"),
    (Credential, "entry"),
    (CompetenceLink, "entry"),
    (WrongAttendance, "entry"),
    (AttendanceChange, "entry"),
    (Goal.entries.through, "ledgerentry"),
)
"""What is about a fact, wherever that stands."""


def move_facts(
    entries: Iterable[LedgerEntry], *, merge: PersonMerge, target: Person, actor: Actor, now: datetime
) -> tuple[int, int]:
    """Let facts that count stand with the target. Returns how many, and how many of them the target had already.

    An attendance that both have counts once: that of the target stays.
    """
    moving = list(entries)
    there = _Attended(target)
    again: dict[int, LedgerEntry] = {}
    doubles: dict[int, LedgerEntry] = {}
    for entry in moving:
        if same := there.like(entry):
            doubles[entry.pk] = same
        else:
            again[entry.pk] = _anew(entry, there, actor, now)
    reversals = [reversal_of(entry=entry, reason=REASON, actor=actor, now=now) for entry in moving]
    # In order of person, as every booking is: those of one statement wait for those of another, and never both.
    LedgerEntry.objects.bulk_create(reversals)
    LedgerEntry.objects.bulk_create(again.values())
    MovedEntry.objects.bulk_create(
        MovedEntry(merge=merge, entry=entry, again=again.get(entry.pk) or doubles[entry.pk], double=entry.pk in doubles)
        for entry in moving
    )
    for entry in moving:
        if entry.pk in again:
            _lean_on(again[entry.pk], instead_of=entry)
    return len(moving), len(doubles)


def record_again(entries: Iterable[LedgerEntry], *, target: Person, actor: Actor, now: datetime) -> int:
    """Record facts anew that were taken back because the other had them too. Returns how many."""
    there = _Attended(target)
    return len(LedgerEntry.objects.bulk_create(_anew(entry, there, actor, now) for entry in entries))


class _Attended:
    """What somebody attended, to be compared with what comes."""

    def __init__(self, person: Person) -> None:
        self.person = person
        rows = LedgerEntry.objects.filter(person=person, edition__isnull=False, reverses=None)
        self._entries = list(rows.filter(reversed_by=None).select_related("edition__course"))
        self._keys = list(rows.values_list("source_key", flat=True))

    def like(self, entry: LedgerEntry) -> LedgerEntry | None:
        """The same attendance, as a list that comes in would find it; none when there is none."""
        return next((one for one in self._entries if _alike(one, entry)), None)

    def key_of(self, entry: LedgerEntry) -> str:
        """The key of a fact where it stands now.

        That of an attendance is the one that a list would give it: should one be booked at this moment, it is judged
        again and knows this one.
        """
        attended = ATTENDANCE.match(entry.source_key)
        if attended is None:
            return f"{AGAIN.sub('', entry.source_key)}/m{entry.pk}"
        occasion, day = attended.groups()
        beginning = f"{occasion}{self.person.uuid}/{day}"
        return f"{beginning}{sum(key.startswith(beginning) for key in self._keys)}"


def _alike(one: LedgerEntry, other: LedgerEntry) -> bool:
    if one.edition_id is None or (one.edition_id, one.kind) != (other.edition_id, other.kind):
        return False
    mine, theirs = ATTENDANCE.match(one.source_key), ATTENDANCE.match(other.source_key)
    if mine and theirs:
        return mine.groups() == theirs.groups()
    assert one.edition is not None
    return one.edition.course.kind == Kind.WHOLE or one.effective_on == other.effective_on


def _anew(entry: LedgerEntry, there: _Attended, actor: Actor, now: datetime) -> LedgerEntry:
    recorded_on = entry.recorded_at.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
    return LedgerEntry(
        person=there.person,
        **{name: getattr(entry, name) for name in COPIED},
        # The rules go on reading the day on which it was first recorded.
        details={"recorded_on": recorded_on.isoformat()} | entry.details,
        edition_id=entry.edition_id,
        batch_id=entry.batch_id,
        validation=entry.validation,
        source_key=there.key_of(entry),
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )


def _lean_on(entry: LedgerEntry, *, instead_of: LedgerEntry) -> None:
    for model, field in LEANING:
        model._default_manager.filter(**{field: instead_of}).update(**{field: entry})
