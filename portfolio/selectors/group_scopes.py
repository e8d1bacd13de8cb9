"""Who is in the scope of a decision for a group, and which attendance it is about: as data, for all at once."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from portfolio.models import GroupDecision, LedgerEntry
from register.catalogue import GOES_ON
from register.models import Cycle, Registration, RegistrationAttribute
from register.rules.regulation import canonical_json

OF_COURSE = {
    "edition": "edition__uuid",
    "course": "edition__course__uuid",
    "provider": "edition__course__provider__uuid",
}
"""The ways in which a scope names attendance, each with the path to it."""


def registrations_in(decision: GroupDecision, *, on: date) -> "QuerySet[Registration]":
    """Those that hold on the day and meet every condition of the scope; of one that undoes, those it did reach.

    Whoever prepared it is not among them: others decide about theirs.
    """
    if decision.undoes is not None:
        lines = decision.undoes.lines.filter(carried_out_at__isnull=False, undone_at=None)
        return Registration.objects.filter(pk__in=lines.values("registration"))
    scope: Mapping[str, Any] = decision.scope
    rows = Registration.objects.with_status(on).filter(
        Q(ended_before=None) | Q(ended_before__gt=on),
        register__in=decision.registers.all(),
        registered_on__lte=on,
        status__in=sorted(GOES_ON),
    )
    if decision.prepared_by.person_id is not None:
        rows = rows.exclude(person=decision.prepared_by.person_id)
    if cycles := scope.get("cycles"):
        rows = rows.filter(Exists(_cycles(cycles).filter(registration=OuterRef("pk"))))
    for name, value in scope.get("attributes", {}).items():
        held = RegistrationAttribute.objects.filter(
            Q(ends_before=None) | Q(ends_before__gt=on),
            registration=OuterRef("pk"),
            name=name,
            starts_on__lte=on,
            value__contains=value,  # also one of a list
        )
        rows = rows.filter(Exists(held))
    if "attended" in scope:
        rows = rows.filter(person__in=attendance_in(decision).values("person"))
    if "numbers" in scope:
        rows = rows.filter(number__in=scope["numbers"])
    return rows


def _cycles(wanted: Mapping[str, str]) -> "QuerySet[Cycle]":
    rows = Cycle.objects.filter(state=Cycle.State.OPEN)
    if "endsFrom" in wanted:  # the last day of a cycle is the one before `ends_before`
        rows = rows.filter(ends_before__gt=wanted["endsFrom"])
    if "endsBefore" in wanted:
        rows = rows.filter(ends_before__lte=wanted["endsBefore"])
    if "runsOn" in wanted:
        rows = rows.filter(starts_on__lte=wanted["runsOn"], ends_before__gt=wanted["runsOn"])
    return rows


def attendance_in(decision: GroupDecision, *, known_at: datetime | None = None) -> "QuerySet[LedgerEntry]":
    """The attendance that the scope names, of courses that count in its registers, as far as it was not taken back.

    With a moment only what was recorded by then.
    """
    wanted: Mapping[str, str] = decision.scope["attended"]
    rows = LedgerEntry.objects.live().filter(
        **{path: wanted[name] for name, path in OF_COURSE.items() if name in wanted}
    )
    rows = rows.filter(
        edition__course__in=decision.registers.filter(accreditations__course__isnull=False).values(
            "accreditations__course"
        )
    )
    if "from" in wanted:
        rows = rows.filter(effective_on__gte=wanted["from"])
    if "before" in wanted:
        rows = rows.filter(effective_on__lt=wanted["before"])
    return rows.filter(recorded_at__lte=known_at) if known_at else rows


def scope_digest(decision: GroupDecision, *, on: date) -> str:
    """Says who is in the scope on a day, and which attendance would be taken back: the same for the same people."""
    inside = registrations_in(decision, on=on)
    entries: list[str] = []
    if decision.effect.get("reversesAttendance"):
        taken_back = attendance_in(decision).filter(person__in=inside.values("person"))
        entries = [str(uuid) for uuid in taken_back.order_by("uuid").values_list("uuid", flat=True)]
    who = [str(uuid) for uuid in inside.order_by("uuid").values_list("uuid", flat=True)]
    return "sha256:" + sha256(canonical_json({"registrations": who, "entries": entries}).encode()).hexdigest()
