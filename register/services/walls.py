"""Raising the wall in the database: roles, what they may do, and a policy for every table that has an owner.

Done after each migration, from the tables of `walls.py` in each app: what stands already is left alone. The role of the
web reaches what `register.reach` sets; that of the workers everything. Neither owns a table, nor may change what only
grows: a table whose trigger refuses every change takes no UPDATE and no DELETE of theirs either. Nobody may empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from register.reach import WEB, WORK
from register.rules.walls import Ask, Open, Wall

APPS = ("register", "accreditation", "portfolio", "notifications")
UP = "ENABLE ROW LEVEL SECURITY"
DOWN = "DISABLE ROW LEVEL SECURITY"
DROP = "DROP POLICY IF EXISTS"
ONLY_GROWS = """
SELECT tgrelid::regclass::text FROM pg_trigger
WHERE tgfoid = 'refuse_change'::regproc AND tgtype & 24 = 24 AND tgtype & 1 = 1
    AND tgrelid <> 'accreditation_submission_attachments'::regclass
"""  # for each row, at UPDATE and at DELETE; Django deletes along what is between two others, the trigger refuses
TRIGGERS_OF_THE_CALLER = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE prorettype = 'trigger'::regtype AND pronamespace = 'public'::regnamespace AND NOT prosecdef
    AND proowner = current_user::regrole
"""
STANDING = """
SELECT c.relname, c.relrowsecurity, obj_description(p.oid, 'pg_policy')
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'reach'
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND (c.relrowsecurity OR p.oid IS NOT NULL)
"""


GROWING = ONLY_GROWS.replace("tgrelid::regclass::text", "DISTINCT tgrelid")
WEAKNESSES = (
    ("SELECT name FROM unnest(%(roles)s::text[]) name WHERE to_regrole(name) IS NULL", "There is no role {}."),
    (
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%(roles)s) AND (rolsuper OR rolbypassrls OR rolcreaterole)",
        "{} is a superuser, passes all walls or makes roles.",
    ),
    (
        "SELECT m.roleid::regrole, g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.member"
        " WHERE g.rolname = ANY(%(roles)s)",
        "{1} may do all that {0} may.",
    ),
    (
        "SELECT relname, relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relowner::regrole::text = ANY(%(roles)s)",
        "{1} owns {0}.",
    ),
    (
        "SELECT name, relname, may FROM pg_class, unnest(%(roles)s::text[]) name,"
        f" unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) may WHERE pg_class.oid IN ({GROWING})"
        " AND to_regrole(name) IS NOT NULL AND has_table_privilege(name, pg_class.oid, may)",
        "{0} has {2} on {1}, which only grows.",
    ),
)


@dataclass(frozen=True, slots=True)
class Walled:
    """A table and the wall around it."""

    table: str
    condition: str

    @property
    def statements(self) -> tuple[str, ...]:
        """What raises it, whether another one stands there or none."""
        table = self.table
        return (
            f"{DROP} reach ON {table}",
            f"{DROP} everything ON {table}",
            f"CREATE POLICY reach ON {table} TO {WEB} USING ({self.condition}) WITH CHECK ({self.condition})",
            f"CREATE POLICY everything ON {table} TO {WORK} USING (true) WITH CHECK (true)",
            f"ALTER TABLE {table} {UP}",
            f"COMMENT ON POLICY reach ON {table} IS '{self.mark}'",
        )

    @property
    def mark(self) -> str:
        """By which a wall is known to be this one."""
        return sha256(self.condition.encode()).hexdigest()


def wall_of(model: type[Model]) -> Wall | Open | None:
    """What the table of its app says of a model, with the ways that apps above it add; None when it says nothing."""
    tables = {app: import_module(f"{app}.walls") for app in APPS}
    found: Wall | Open | None = tables[model._meta.app_label].WALLS.get(model.__name__)
    if not isinstance(found, Wall):
        return found
    label = f"{model._meta.app_label}.{model.__name__}"
    return Wall(*found.ways, *(way for table in tables.values() for way in getattr(table, "ALSO", {}).get(label, ())))


def own_models() -> Iterator[type[Model]]:
    """Every model of the apps that has a table, those between two others as well."""
    for app in APPS:
        models = apps.get_app_config(app).get_models(include_auto_created=True)
        yield from (model for model in models if model._meta.managed and not model._meta.proxy)


def walled_tables() -> list[Walled]:
    """Every wall there has to be."""
    walls = ((model._meta.db_table, wall_of(model)) for model in own_models())
    return [Walled(table, wall.condition(table, _table_of)) for table, wall in walls if isinstance(wall, Wall)]


def departing_walls() -> Iterator[str]:
    """Tables whose wall is gone, lowered or another one than it should be."""
    standing = _standing()
    for wall in walled_tables():
        if standing.get(wall.table) != (True, wall.mark):
            yield wall.table


def weak_places() -> Iterator[str]:
    """What makes the walls worth less than they look: a role that may do more than its work."""
    with connection.cursor() as cursor:
        for sql, says in WEAKNESSES:
            cursor.execute(sql, {"roles": [WEB, WORK]})
            yield from (says.format(*row) for row in cursor.fetchall())


def raise_walls(**_: Any) -> None:
    """Make the roles, their rights and the walls as they should be; called after each migration."""
    wanted, there = {model._meta.db_table for model in own_models()}, set(connection.introspection.table_names())
    if not wanted & there:
        _carry_out(f"DROP FUNCTION IF EXISTS {name}" for name in (ask.function for ask in _asks()))
    if not wanted <= there:
        return  # migrated to somewhere on the way, where nobody works
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _roles(cursor):
            cursor.execute(statement)
        for ask in _asks():
            cursor.execute(ask.definition(_table_of))
        cursor.execute(TRIGGERS_OF_THE_CALLER)
        for (trigger_function,) in cursor.fetchall():
            # What a trigger promises holds for all rows, whoever asks.
            cursor.execute(f"ALTER FUNCTION {trigger_function} SECURITY DEFINER SET search_path = public, pg_temp")
    walls = {wall.table: wall for wall in walled_tables()}
    for table in departing_walls():
        _carry_out(walls[table].statements)
    for table in set(_standing()) - set(walls):
        _carry_out((f"{DROP} reach ON {table}", f"{DROP} everything ON {table}", f"ALTER TABLE {table} {DOWN}"))


def _carry_out(statements: Iterable[str]) -> None:
    """One table at a time: its lock is held for a moment, and no other waits for it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _roles(cursor: Any) -> Iterator[str]:
    """The roles and their rights. Roles are of the whole server: they may have been made before, by its keeper."""
    for role in (WEB, WORK):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            yield f"CREATE ROLE {role} NOLOGIN"
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'USAGE')", [role])
        if not cursor.fetchone():
            yield f"GRANT {role} TO CURRENT_USER"
    both = f"{WEB}, {WORK}"
    yield f"GRANT USAGE ON SCHEMA public TO {both}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {both}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {both}"
    cursor.execute(ONLY_GROWS)
    growing = ", ".join(table for (table,) in cursor.fetchall())
    if growing:
        yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {growing} FROM {both}"


def _standing() -> dict[str, tuple[bool, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        return {table: (up, mark) for table, up, mark in cursor.fetchall()}


def _asks() -> Iterator[Ask]:
    asks: dict[str, Ask] = {}
    for model in own_models():
        wall = wall_of(model)
        if isinstance(wall, Wall):
            asks |= {way.function: way for way in wall.ways if isinstance(way, Ask)}
    yield from asks.values()


def _table_of(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)
