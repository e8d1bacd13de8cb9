"""The words in which a table says whose its rows are, and the condition that PostgreSQL is given for it.

Each app has a table of them, `walls.py`: the name of the model → a `Wall`, or an `Open` with the reason why there is
none. `ALSO` has the ways that an app adds to models of the apps below it. `register.services.walls` raises the walls
after each migration. What a request may reach is in settings of its connection, which `register.reach` sets; nothing
set reaches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol


def _ids(name: str) -> str:
    return f"(SELECT nullif(current_setting('leerregister.{name}', true), '')::bigint[])"


# Read once a statement, and only where a row asks for it.
PERSONS = f"ANY ({_ids('persons')}::bigint[])"
REGISTERS = f"ANY ({_ids('registers')}::bigint[])"
ORGANISATIONS = f"ANY ({_ids('organisations')}::bigint[])"
ACCOUNT = "(SELECT nullif(current_setting('leerregister.account', true), '')::bigint)"
PAST_WALLS = "(SELECT coalesce(current_setting('leerregister.past_walls', true), '') = 'on')"
MODEL = re.compile(r"\{(\w+\.\w+)\}")
Tables = Callable[[str], str]  # "register.Registration" → the name of its table


class Way(Protocol):
    """One way in which a row is within reach."""

    def condition(self, table: str, tables: Tables) -> str: ...


@dataclass(frozen=True, slots=True)
class _Of:
    """A column of the row says whose it is, and they are reached."""

    column: str
    reached: ClassVar[str]

    def condition(self, table: str, tables: Tables) -> str:
        return f"{table}.{self.column} = {self.reached}"


@dataclass(frozen=True, slots=True)
class OfPerson(_Of):
    """The row is about oneself."""

    column: str = "person_id"
    reached: ClassVar[str] = PERSONS


@dataclass(frozen=True, slots=True)
class OfRegister(_Of):
    """The row is of a register in which one has a role."""

    column: str = "register_id"
    reached: ClassVar[str] = REGISTERS


@dataclass(frozen=True, slots=True)
class OfOrganisation(_Of):
    """The row is of an association, provider or employer for which one has a role."""

    column: str = "organisation_id"
    reached: ClassVar[str] = ORGANISATIONS


@dataclass(frozen=True, slots=True)
class OfAccount(_Of):
    """The row is of one's own account."""

    column: str = "user_id"
    reached: ClassVar[str] = ACCOUNT


@dataclass(frozen=True, slots=True)
class OnRegister:
    """The row is about somebody who is on a register in which one has a role."""

    column: str = "person_id"

    def condition(self, table: str, tables: Tables) -> str:
        return (
            f"EXISTS (SELECT FROM {tables('register.Registration')} r WHERE r.person_id = {table}.{self.column} "
            f"AND r.register_id = {REGISTERS})"
        )


@dataclass(frozen=True, slots=True)
class Through:
    """The row belongs to another one, and goes where that goes: the wall of its table is asked."""

    column: str
    model: str
    key: str = "id"

    def condition(self, table: str, tables: Tables) -> str:
        return f"EXISTS (SELECT FROM {tables(self.model)} p WHERE p.{self.key} = {table}.{self.column})"


@dataclass(frozen=True, slots=True)
class Where:
    """A row of another table leads to it. `holds` names that row `x` and this one `row`; its own wall is asked, too."""

    model: str
    holds: str

    def condition(self, table: str, tables: Tables) -> str:
        return f"EXISTS (SELECT FROM {tables(self.model)} x WHERE {self.holds.replace('row.', table + '.')})"


@dataclass(frozen=True, slots=True)
class Ask:
    """As `Where`, without asking the walls of the tables it reads: for tables that would ask each other for ever.

    `function` is the name it gets in the database. `holds` is SQL about the value of `column`, there called `given`; it
    names tables by their model, as {register.Person}. The function works for its owner and is not looked into by the
    planner: a look at a row costs more, a statement about many tables less.
    """

    function: str
    column: str
    holds: str

    def condition(self, table: str, tables: Tables) -> str:
        return f"{self.function}({table}.{self.column})"

    def definition(self, tables: Tables) -> str:
        """The function itself."""
        holds = MODEL.sub(lambda found: tables(found[1]), self.holds)
        return (
            f"CREATE OR REPLACE FUNCTION {self.function}(given bigint) RETURNS boolean "
            "LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp "
            f"AS $$ SELECT {holds} $$"
        )


@dataclass(frozen=True, slots=True)
class Among(Ask):
    """As `Ask`, answered once a statement: `holds` is a query for the few values of `column` that are reached."""

    def condition(self, table: str, tables: Tables) -> str:
        return f"{table}.{self.column} = ANY ((SELECT {self.function}())::bigint[])"

    def definition(self, tables: Tables) -> str:
        """The function itself."""
        rows = MODEL.sub(lambda found: tables(found[1]), self.holds)
        return (
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS bigint[] "
            "LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp "
            f"AS $$ SELECT array_agg(found) FROM ({rows}) rows (found) $$"
        )


@dataclass(frozen=True, slots=True)
class OfAnyAssociation:
    """The row is for everybody who has a role for some association."""

    def condition(self, table: str, tables: Tables) -> str:
        associations = tables("register.Association")
        return f"(SELECT EXISTS (SELECT FROM {associations} a WHERE a.organisation_ptr_id = {ORGANISATIONS}))"


@dataclass(frozen=True, slots=True)
class When:
    """The row is for everybody as soon as this holds; `holds` is SQL about its own columns."""

    holds: str

    def condition(self, table: str, tables: Tables) -> str:
        return f"({self.holds})"


@dataclass(frozen=True, slots=True)
class Open:
    """A table without a wall, and why."""

    why: str


class Wall:
    """Around the rows of a table: one of the ways has to lead to a row."""

    def __init__(self, *ways: Way) -> None:
        self.ways = ways

    def condition(self, table: str, tables: Tables) -> str:
        """The condition under which a request may read and write a row."""
        ways = [PAST_WALLS, *(way.condition(table, tables) for way in self.ways)]
        return " OR ".join(ways)
