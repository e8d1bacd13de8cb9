"""Parting two persons who were joined and are two after all: what moved goes back."""

from datetime import datetime

from django.db.models import Q

from portfolio.errors.merging import PersonMergeNotUndoable
from portfolio.models import AttendanceRow, LedgerEntry, MovedEntry, PersonMerge
from portfolio.selectors.moved_entries import in_place_of
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.merging.accounts import part_accounts
from portfolio.services.merging.facts import move_facts, record_again
from portfolio.services.merging.joining import MERGED, REGISTRATIONS, Moved, figures_of, hold, move_registrations
from portfolio.services.merging.references import Keys, return_to
from register.access import Actor
from register.models import Person, Registration


def part(*, undoing: PersonMerge, actor: Actor, now: datetime) -> Moved:
    """Take a joining back: registrations, facts, rows and account go where they came from.

    So does what was reported since by a number that goes back, or for a registration that does. Everything else that
    came since stays with who went on. PersonMergeNotUndoable when one of both was joined with another since.
    """
    first = undoing.undoes
    assert first is not None  # a constraint of who calls: what undoes names what it undoes
    merged, survivor = hold(first)
    if merged.merged_into_id != survivor.pk or not PersonMerge.objects.standing().filter(pk=first.pk).exists():
        raise PersonMergeNotUndoable(
            nl="Dit is al teruggedraaid, of wie overbleef is daarna zelf samengevoegd. Draai dat eerst terug.",
            en="This was taken back already, or who went on was joined with another since. Take that back first.",
        )
    back = list(Registration.objects.filter(pk__in=first.moved.get(REGISTRATIONS, []), person=survivor))
    entries = list(_facts_going_back(first, survivor, back))
    keys: Keys = return_to(first.moved, source=survivor, target=merged)
    Person.objects.filter(pk=merged.pk).update(merged_into=None)
    earlier = sorted(first.moved.get(MERGED, []))
    Person.objects.filter(pk__in=earlier, merged_into=survivor).update(merged_into=merged)
    move_registrations(back, source=survivor, target=merged, now=now)
    moved, doubles = move_facts(entries, merge=undoing, target=merged, actor=actor, now=now)
    split = _record_doubles_again(first, merged, actor, now)
    account = str(first.figures.get("account", ""))
    part_accounts(merged=merged, survivor=survivor, became=account)
    keys |= {REGISTRATIONS: [one.pk for one in back]} if back else {}
    keys |= {MERGED: earlier} if earlier else {}
    figures = figures_of(keys, facts=moved + split, doubles=doubles, stays=0, shares=0, account=account)
    return Moved(keys, figures)


def _facts_going_back(first: PersonMerge, survivor: Person, back: list[Registration]) -> "list[LedgerEntry]":
    moved = MovedEntry.objects.filter(merge=first, double=False).values_list("again__uuid", flat=True)
    reported = AttendanceRow.objects.filter(
        person=survivor.pk,
        number__in=[one.number for one in back],
        verdict=Verdict.BOOKED,
        batch__received_at__gte=first.decided_at,
    )
    mine = Q(uuid__in=in_place_of(moved).values()) | Q(registration__in=back)
    mine |= Q(edition__in=reported.values("edition"), batch__in=reported.values("batch"))
    rows = LedgerEntry.objects.live().filter(mine, person=survivor)
    return list(rows.select_related("edition__course", "registration").order_by("pk"))


def _record_doubles_again(first: PersonMerge, merged: Person, actor: Actor, now: datetime) -> int:
    """What both had is with both again, unless it was taken back meanwhile."""
    doubles = list(
        MovedEntry.objects.filter(merge=first, double=True).select_related("entry__edition__course", "again")
    )
    places = in_place_of(one.again.uuid for one in doubles)
    standing = set(LedgerEntry.objects.live().filter(uuid__in=places.values()).values_list("uuid", flat=True))
    rows = [one.entry for one in doubles if places[one.again.uuid] in standing]
    return record_again(rows, target=merged, actor=actor, now=now)
