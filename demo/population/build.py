"""Makes the whole population in one transaction: it is all there, or nothing is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

from django.db import connection, transaction

from accreditation.models import Provider
from demo.population.accounts import GROUP_CONTACT, PROFESSIONAL, SHOWN, Accounts, Staff, add_reporters, add_staff
from demo.population.applications import Desk, adopt_policy_of
from demo.population.calendar import month_later, years_before
from demo.population.competences import OF as WITH_PROFILE
from demo.population.competences import add_competences
from demo.population.courses import Officers, add_courses
from demo.population.lives import Keeper, Lives, Wanted
from demo.population.names import Name
from demo.population.offer import Size, add_providers
from demo.population.participants import add_evaluations, ask_about_a_list, name_contact, sell_a_course
from demo.population.patterns import BEHIND
from demo.population.registers import REGISTERS, add_registers, adopt_regulations, register_uuid
from demo.population.tables import Tables, analyze, count_from_one
from portfolio.services.credentials.keys import make_key
from register.models import Association, Organisation, Register, Registration, User
from register.models import Person as PersonRow
from register.selectors import regulation_in_force, rules_of

CHUNK = 2_000


class OtherData(SystemExit):
    """The database is somebody else's."""


def is_populated() -> bool:
    """Whether the demo's data are here. Refuses a database with anything else in it."""
    codes = set(Register.objects.values_list("code", "uuid"))
    ours = {(one.code, register_uuid(one.code)) for one in REGISTERS}
    if {(code, str(uuid)) for code, uuid in codes} == ours:
        return True
    tables = (Register, Organisation, PersonRow, User)
    if codes or any(table.objects.exists() for table in tables):
        raise OtherData(
            "This database has registers, people or accounts that the demo did not make; nothing was written. "
            "Give an empty database in DATABASE_URL."
        )
    return False


def populate(*, size: int, seed: int, today: date, tell: Callable[[str], None] = lambda words: None) -> None:
    """Fill an empty database with so many people. The same size, seed and day make the same data.

    Only salts, secrets and the names of trail events differ from run to run.
    """
    if is_populated():
        raise OtherData("The demo's data are here already. `make demo-reset` removes them.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Checked as they come: what waits for the end waits in memory, and there may be a million people.
            cursor.execute("SET LOCAL statement_timeout = 0; SET CONSTRAINTS ALL IMMEDIATE")
        count_from_one()
        accounts, lives, staff, providers = _make_surroundings(size, seed, today)
        tell(f"6 registers, {Size.of(size).courses:,} courses, {Size.of(size).editions:,} editions; now the people")
        _make_people(size, today, accounts, lives, tell)
        lives.tables.hand_over()
        _make_desks(seed, today, accounts, staff, providers)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    analyze()


def _make_surroundings(size: int, seed: int, today: date) -> tuple[Accounts, Lives, dict[str, Staff], list[Provider]]:
    now = datetime.combine(today - timedelta(days=1), time_of_day(8, 0), UTC)
    accounts = Accounts(seed, years_before(today, 1), now)
    registers = add_registers()
    staff = add_staff(accounts, registers)
    for association in Association.objects.order_by("id"):
        make_key(association=association, now=now)
    adopt_regulations(registers, {code: (one.registrar, one.committee) for code, one in staff.items()}, now)
    add_competences(registers[WITH_PROFILE], staff[WITH_PROFILE], years_before(today, 2), today, now)
    amounts = Size.of(size)
    providers = add_providers(seed, amounts.providers, registers, today)
    officers = Officers(
        chairs={code: one.chair for code, one in staff.items()}, reporters=add_reporters(accounts, providers)
    )
    catalogue = add_courses(seed, amounts, providers, registers, officers, today)
    keepers = {}
    for code, register in registers.items():
        regulation = regulation_in_force(register, on=today)
        assert regulation is not None
        keepers[code] = Keeper(str(register.pk), str(regulation.pk), rules_of(regulation), str(staff[code].assessor.pk))
    return accounts, Lives(seed, Tables(), catalogue, keepers, today), staff, providers


def _make_desks(seed: int, today: date, accounts: Accounts, staff: dict[str, Staff], providers: list[Provider]) -> None:
    """What lies on the desks of the association and of the provider that are shown."""
    register, provider = Register.objects.select_related("association").get(code=SHOWN.code), providers[0]
    since = years_before(today, 1)
    adopt_policy_of(register, staff[SHOWN.code], since, datetime.combine(since, time_of_day(8, 0), UTC))
    managers = {one.pk: User.objects.get(email=f"manager@{one.code}.example") for one in providers}
    Desk(seed, register, provider, managers[provider.pk], staff[SHOWN.code], today).add_applications()
    name_contact(register, accounts.add_by_name(GROUP_CONTACT), managers, today)
    sell_a_course(provider, providers[1], managers[provider.pk], today)
    add_evaluations(seed, today)
    shown = Registration.objects.select_related("register", "person").get(
        register=register, person__user__email=PROFESSIONAL
    )
    ask_about_a_list(shown, provider, today)


def _make_people(size: int, today: date, accounts: Accounts, lives: Lives, tell: Callable[[str], None]) -> None:
    began = told = time.monotonic()
    professional = lives.add(0, _professional(today))
    lives.tables.write()
    accounts.add(PROFESSIONAL, person_id=professional)
    for number in range(1, size):
        lives.add(number)
        if number % CHUNK == 0:
            lives.tables.write()
            if time.monotonic() - told > 2:
                told = time.monotonic()
                tell(f"{number:,} of {size:,} people, {number / (told - began):,.0f} a second")
    lives.tables.write()
    spent = time.monotonic() - began
    tell(f"{size:,} people, {lives.tables.ledger.last:,} entries in the ledger, {size / spent:,.0f} people a second")


def _professional(today: date) -> Wanted:
    """Someone who works with children as a nurse, is short of points, and hears so today: half a year to go."""
    cycle_ends = month_later(today, 6) + timedelta(days=1)
    return Wanted(
        name=Name("Zoë", "van ’t", "Hoff"),
        email=PROFESSIONAL,
        pattern=BEHIND,
        registered_on={SHOWN.code: years_before(cycle_ends, 10), "skj-professional": years_before(today, 3)},
    )
