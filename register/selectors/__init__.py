"""What is true on a day: who an actor is, which rules hold, which cycle runs."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from register.access import ASSOCIATION_ROLES, Actor, Grant, Role
from register.catalogue import Status
from register.models import (
    CompetenceProfile,
    Cycle,
    Event,
    Register,
    Registration,
    RegistrationAttribute,
    Regulation,
    RoleGrant,
    User,
)
from register.rules.document import load_document
from register.rules.regulation import Regulation as Rules


def actor_for(user: User, *, on: date, scopes: frozenset[str] | None = None) -> Actor:
    """The actor behind an account, with the roles held on the day. Two queries, on every request."""
    held = list(RoleGrant.objects.filter(user=user).held_on(on).values_list("role", "organisation_id", "register_id"))
    registers_of: dict[int, set[int]] = {}
    associations = {organisation for role, organisation, register in held if register is None}
    if associations:
        rows = Register.objects.filter(association__in=associations).values_list("association_id", "id")
        for association, register in rows:
            registers_of.setdefault(association, set()).add(register)
    grants = []
    for name, organisation, register in held:
        role = Role(name)
        reach: set[int] = {register} if register else registers_of.get(organisation, set())
        grants.append(Grant(role, organisation, frozenset(reach if role in ASSOCIATION_ROLES else ())))
    return Actor(user_id=user.pk, person_id=user.person_id, grants=tuple(grants), scopes=scopes)


def status_on(registration: Registration, *, on: date) -> Status:
    """What a registration is on a day."""
    found: Any = Registration.objects.with_status(on).get(pk=registration.pk)
    return Status(found.status)


def regulation_in_force(register: Register, *, on: date) -> Regulation | None:
    """The adopted version that holds on the day: the latest one that had begun."""
    begun = Regulation.objects.adopted().filter(register=register, in_force_from__lte=on)
    return begun.order_by("-in_force_from").first()


def profile_in_force(register: Register | int, *, on: date) -> CompetenceProfile | None:
    """The adopted competence profile that holds on the day: the latest one that had begun."""
    begun = CompetenceProfile.objects.adopted().filter(register=register, in_force_from__lte=on)
    return begun.order_by("-in_force_from").first()


def rules_of(regulation: Regulation) -> Rules:
    """The compiled rules of a regulation; each text is compiled once per process, for it never changes.

    A version that judges `by: activity` gets the versions before it along: they value the facts of their own days.
    """
    rules = _compiled(regulation.digest, regulation.source)
    if rules.parts.in_force.by != "activity":
        return rules
    before = Regulation.objects.adopted().filter(
        register=regulation.register_id, in_force_from__lt=regulation.in_force_from
    )
    texts = before.order_by("in_force_from").values_list("digest", "source")
    return rules.after([_compiled(digest, source) for digest, source in texts])


@lru_cache(maxsize=256)
def _compiled(digest: str, source: str) -> Rules:
    return Rules.from_document(load_document(source))


def current_cycle(registration: Registration, *, on: date) -> Cycle | None:
    """The cycle that runs on the day, else the last one that began before it."""
    return registration.cycles.last_begun_on(on).first()


def cycle_known_at(registration: Registration, *, on: date, known_at: datetime) -> Cycle | None:
    """The cycle of a day as it was known at a moment: before a later one was opened or this one was shortened.

    A shortened cycle comes back with the end it then had; it is not meant to be saved.
    """
    cycles = list(registration.cycles.filter(starts_on__lte=on).select_related("registration", "regulation"))
    later = Event.objects.filter(subject_uuid__in=[cycle.uuid for cycle in cycles], recorded_at__gt=known_at)
    opened_later = set(later.filter(kind="cycle.opened").values_list("subject_uuid", flat=True))
    known = [cycle for cycle in cycles if cycle.uuid not in opened_later]
    cycle = max(known, key=lambda one: one.starts_on, default=None)
    if cycle is not None:
        shortened = later.filter(kind="cycle.shortened", subject_uuid=cycle.uuid).order_by("id").first()
        if shortened is not None:
            cycle.ends_before = date.fromisoformat(shortened.data["plannedEnd"])
    return cycle


def attributes_on(registration_ids: list[int], *, on: date, known_at: datetime) -> dict[int, dict[str, object]]:
    """The dated properties of registrations on a day, as known at a moment: registration id → name → value.

    A change ends the old row on the day the new one begins; a correction ends the wrong row on the day it began. When
    the new row was recorded after the moment, the old one had not ended yet as far as anybody knew.
    """
    rows = RegistrationAttribute.objects.filter(registration__in=registration_ids, starts_on__lte=on)
    columns = ("registration_id", "name", "value", "starts_on", "ends_before", "recorded_at")
    found: dict[int, dict[str, object]] = {}
    listed = list(rows.order_by("starts_on", "recorded_at", "id").values_list(*columns))
    recorded_later = {(row[0], row[1], row[3]) for row in listed if row[5] > known_at}
    for registration, name, value, _, ends_before, recorded_at in listed:
        ended = ends_before is not None and ends_before <= on
        if recorded_at <= known_at and (not ended or (registration, name, ends_before) in recorded_later):
            found.setdefault(registration, {})[name] = value
    return found
