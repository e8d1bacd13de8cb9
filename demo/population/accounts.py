"""Accounts to sign in with, one for each role, and the ones that history needs as its authors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid5

from django.contrib.auth.hashers import make_password

from accreditation.models import Provider
from demo.population.chance import chance_of, draw_id
from demo.population.names import draw_name
from demo.population.registers import BY_CODE, NAMESPACE, REGISTERS
from register.access import Actor, Role
from register.models import Organisation, Person, Register, User
from register.services.roles import grant_role

# Known to everyone who reads this: the demo listens on this machine alone.
PASSWORD = "demo-leerregister-2026"

OPERATOR = "operator@leerregister.example"
PROFESSIONAL = "professional@leerregister.example"
GROUP_CONTACT = "group-contact@leerregister.example"
SHOWN = BY_CODE["venvn"]
"""The register whose association has an account for every role."""
SECOND_ASSESSOR = f"second-assessor@{SHOWN.domain}"


@dataclass(frozen=True, slots=True)
class Staff:
    """The accounts of one association."""

    registrar: User
    assessor: User
    chair: User
    committee: User


class Accounts:
    """Makes accounts with the one password, which is hashed once."""

    def __init__(self, seed: int, since: date, now: datetime) -> None:
        self._seed = seed
        self._password = make_password(PASSWORD)
        self._since = since
        self._now = now
        self._operator = Actor(user_id=self.add(OPERATOR, superuser=True).pk)

    def add(self, email: str, *, person_id: int | None = None, superuser: bool = False) -> User:
        """An account; of a person, when one is given."""
        return User.objects.create(
            uuid=uuid5(NAMESPACE, f"user/{email}"),
            email=email,
            password=self._password,
            person_id=person_id,
            is_staff=superuser,
            is_superuser=superuser,
        )

    def add_by_name(self, email: str) -> User:
        """Somebody with a name, and no role yet."""
        chance = chance_of(self._seed, f"staff/{email}")
        name = draw_name(chance)
        person = Person.objects.create(
            uuid=draw_id(chance), given_name=name.given, prefix=name.prefix, family_name=name.family, email=email
        )
        return self.add(email, person_id=person.pk)

    def add_somebody(self, email: str, role: Role, organisation: Organisation) -> User:
        """Somebody who works for an organisation, by name."""
        user = self.add_by_name(email)
        grant_role(
            user=user,
            role=role,
            organisation=organisation,
            starts_on=self._since,
            reason="demo",
            granted_by=self._operator,
            now=self._now,
        )
        return user


def add_staff(accounts: Accounts, registers: dict[str, Register]) -> dict[str, Staff]:
    """An office, an assessor, a chair and a committee for each association; all roles for the one that is shown."""
    staff = {}
    for one in REGISTERS:
        association = registers[one.code].association
        staff[one.code] = Staff(
            registrar=accounts.add_somebody(f"registrar@{one.domain}", Role.REGISTRAR, association),
            assessor=accounts.add_somebody(f"assessor@{one.domain}", Role.ASSESSOR, association),
            chair=accounts.add_somebody(f"chair@{one.domain}", Role.CHAIR, association),
            committee=accounts.add_somebody(f"committee@{one.domain}", Role.COMMITTEE, association),
        )
    association = registers[SHOWN.code].association
    accounts.add_somebody(SECOND_ASSESSOR, Role.ASSESSOR, association)
    accounts.add_somebody(f"auditor@{SHOWN.domain}", Role.AUDITOR, association)
    accounts.add_somebody(f"administrator@{SHOWN.domain}", Role.ADMINISTRATOR, association)
    accounts.add_somebody(f"reader@{SHOWN.domain}", Role.READER, association)
    return staff


def add_reporters(accounts: Accounts, providers: Iterable[Provider]) -> dict[int, User]:
    """For each provider someone who manages its courses; for the first also someone who only reports attendance."""
    reporters: dict[int, User] = {}
    for provider in providers:
        if not reporters:
            accounts.add_somebody(f"submitter@{provider.code}.example", Role.PROVIDER_SUBMITTER, provider)
        reporters[provider.pk] = accounts.add_somebody(
            f"manager@{provider.code}.example", Role.PROVIDER_MANAGER, provider
        )
    return reporters
