"""What is true on a day: who an actor is, which rules hold, which cycle runs."""

from datetime import date
from functools import lru_cache

from register.access import ASSOCIATION_ROLES, Actor, Grant, Role
from register.models import Cycle, Register, Registration, RegistrationAttribute, Regulation, RoleGrant, User
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


def regulation_in_force(register: Register, *, on: date) -> Regulation | None:
    """The adopted version that holds on the day: the latest one that had begun."""
    begun = Regulation.objects.adopted().filter(register=register, in_force_from__lte=on)
    return begun.order_by("-in_force_from").first()


def rules_of(regulation: Regulation) -> Rules:
    """The compiled rules of an adopted regulation; compiled once per process, for its text never changes."""
    return _compiled(regulation.digest, regulation.source)


@lru_cache(maxsize=256)
def _compiled(digest: str, source: str) -> Rules:
    return Rules.from_document(load_document(source))


def current_cycle(registration: Registration, *, on: date) -> Cycle | None:
    """The cycle that runs on the day, else the last one that began before it."""
    return registration.cycles.filter(starts_on__lte=on).order_by("-starts_on").first()


def attributes_on(registration_ids: list[int], *, on: date) -> dict[int, dict[str, object]]:
    """The dated properties of registrations on a day: registration id → name → value."""
    rows = RegistrationAttribute.objects.filter(registration__in=registration_ids, starts_on__lte=on).exclude(
        ends_before__lte=on
    )
    found: dict[int, dict[str, object]] = {}
    for registration, name, value in rows.values_list("registration_id", "name", "value"):
        found.setdefault(registration, {})[name] = value
    return found
