"""Joining two persons: one act in the transaction of its caller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from portfolio.errors.merging import PersonsNotMergeable
from portfolio.models import LedgerEntry, PersonMerge, Share, StaleStanding
from portfolio.services.merging.accounts import join_accounts
from portfolio.services.merging.facts import move_facts
from portfolio.services.merging.hindrances import hindrances, overlapping
from portfolio.services.merging.references import Keys, follow
from register.access import Actor
from register.models import Person, Registration, RegistrationHolder

# Who was merged into the merged one moves too, so no order of persons would keep two joinings apart. They are rare.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('joining of persons', 0))"
REGISTRATIONS, MERGED = "register.Registration.person", "register.Person.merged_into"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a joining, or its undoing, did: the keys of what followed, and how much it is, in plain values."""

    keys: Keys
    figures: dict[str, Any]


def join(*, merge: PersonMerge, actor: Actor, today: date, now: datetime) -> Moved:
    """Let everything of the merged person be of who goes on. PersonsNotMergeable says what has to happen first.

    Both are held from the first statement on: whoever writes about one of them at this moment comes before or after.
    """
    merged, survivor = hold(merge)
    if problems := list(hindrances(merged=merged, survivor=survivor, on=today)):
        raise PersonsNotMergeable.because(*problems)
    staying = list(overlapping(merged=merged, survivor=survivor))
    moving = list(Registration.objects.filter(person=merged).exclude(pk__in=[one.pk for one in staying]).order_by("pk"))
    facts = LedgerEntry.objects.live().filter(Q(registration=None) | Q(registration__in=moving), person=merged)
    entries = list(facts.select_related("edition__course", "registration").order_by("pk"))
    earlier = list(Person.objects.filter(merged_into=merged).order_by("pk").values_list("pk", flat=True))
    move_registrations(moving, source=merged, target=survivor, now=now)
    moved, doubles = move_facts(entries, merge=merge, target=survivor, actor=actor, now=now)
    Person.objects.filter(pk__in=earlier).update(merged_into=survivor)
    Person.objects.filter(pk=merged.pk).update(merged_into=survivor)
    shares = Share.objects.holding(now).filter(person=merged).update(withdrawn_at=now)
    keys = follow(source=merged, target=survivor)
    keys |= {REGISTRATIONS: [one.pk for one in moving]} if moving else {}
    keys |= {MERGED: earlier} if earlier else {}
    account = join_accounts(merged=merged, survivor=survivor, actor=actor, now=now)
    return Moved(
        keys, figures_of(keys, facts=moved, doubles=doubles, stays=len(staying), shares=shares, account=account)
    )


def hold(merge: PersonMerge) -> tuple[Person, Person]:
    """Both persons, held until the end of the transaction. Others are joined or parted before or after."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    rows = Person.objects.select_for_update().filter(pk__in=[merge.merged_id, merge.survivor_id]).order_by("pk")
    found = {one.pk: one for one in rows}
    return found[merge.merged_id], found[merge.survivor_id]


def move_registrations(moving: Iterable[Registration], *, source: Person, target: Person, now: datetime) -> None:
    """Let registrations be of somebody else from now on, and be judged anew with all that the target has."""
    keys = [one.pk for one in moving]
    RegistrationHolder.objects.bulk_create(
        RegistrationHolder(registration_id=key, person=source, until=now) for key in keys
    )
    Registration.objects.filter(pk__in=keys).update(person=target)
    concerned = Registration.objects.filter(person__in=[source, target]).order_by("pk")
    StaleStanding.objects.bulk_create(
        (StaleStanding(registration=one, marked_at=now) for one in concerned), ignore_conflicts=True
    )


def figures_of(keys: Keys, **counted: Any) -> dict[str, Any]:
    """How much moved, without saying what."""
    rows = {name.split(".")[1]: len(found) for name, found in keys.items() if name not in (REGISTRATIONS, MERGED)}
    return {"registrations": len(keys.get(REGISTRATIONS, ())), "rows": rows, **counted}
