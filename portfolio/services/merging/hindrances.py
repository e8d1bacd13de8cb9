"""What stands in the way of joining two persons: each has to end first, and says how."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from portfolio.models import Audit, DossierImport, Erasure
from register.errors import FieldProblem
from register.models import Person, Registration, RoleGrant


def hindrances(*, merged: Person, survivor: Person, on: date) -> Iterator[FieldProblem]:
    """Everything that has to happen before these two can be one."""
    both = Q(person__in=[merged, survivor])
    if merged.merged_into_id is not None or survivor.merged_into_id is not None:
        nl = "Een van beiden is al samengevoegd. Kies degene die overbleef."
        yield _problem("merged", "already-merged", nl, "One of both was merged already. Choose the one that goes on.")
    for one in overlapping(merged=merged, survivor=survivor):
        if one.ended_before is None or one.ended_before > on:
            nl = f"Beiden staan in register {one.register.code}. Beëindig eerst inschrijving {one.number}."
            en = f"Both are on the register {one.register.code}. End registration {one.number} first."
            yield _problem("merged", "registered-twice", nl, en)
    if hasattr(merged, "user") and hasattr(survivor, "user") and _has_roles(merged, on):
        nl = "Het account dat vervalt, heeft rollen. Beëindig die eerst, of geef ze aan het andere."
        yield _problem("merged", "account-with-roles", nl, "The account that ends has roles. End those first.")
    if Audit.objects.filter(ended_at=None, registration__person__in=[merged, survivor]).exists():
        yield _problem("merged", "audit-runs", "Er loopt een audit. Wacht die af.", "An audit runs. Wait for its end.")
    if Erasure.objects.filter(both, state__in=["ASKED", "ERASED"]).exists():
        nl = "Er loopt een verzoek om te vergeten. Wacht dat af."
        yield _problem("merged", "erasure-runs", nl, "A request to be forgotten runs. Wait for its end.")
    open_imports = DossierImport.objects.exclude(state__in=["DONE", "REFUSED"])
    if open_imports.filter(registration__person__in=[merged, survivor]).exists():
        nl = "Er wacht een dossier van elders op een beslissing. Neem die eerst."
        yield _problem("merged", "import-waits", nl, "A dossier from elsewhere waits for a decision. Take that first.")


def overlapping(*, merged: Person, survivor: Person) -> "QuerySet[Registration]":
    """What the merged one has in registers where the other was at the same time: nobody is there twice on one day.

    All of a register, so that a number stays with one person.
    """
    clashes: set[int] = set()
    theirs = list(Registration.objects.filter(person=survivor))
    for mine in Registration.objects.filter(person=merged):
        for other in theirs:
            if other.register_id == mine.register_id and _meet(mine, other):
                clashes.add(mine.register_id)
    rows = Registration.objects.filter(person=merged, register__in=clashes)
    return rows.select_related("register").order_by("pk")


def _meet(one: Registration, other: Registration) -> bool:
    return (one.ended_before is None or one.ended_before > other.registered_on) and (
        other.ended_before is None or other.ended_before > one.registered_on
    )


def _has_roles(person: Person, on: date) -> bool:
    return RoleGrant.objects.held_on(on).filter(user__person=person).exists()


def _problem(field: str, code: str, nl: str, en: str) -> FieldProblem:
    return FieldProblem(f"#/{field}", code, nl, en)
