"""What the connection of a request may reach: the second wall, behind `visible_to(actor)`.

PostgreSQL keeps the rows of others from the role of the web (`register.services.walls`). Which rows are those of others
follows from settings of the connection: set when it is known who acts, taken away when the request is over. Without
them nothing is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import connection, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from psycopg.pq import TransactionStatus

from register.access import Actor

View = Callable[..., HttpResponseBase]
WEB, WORK = "leerregister_web", "leerregister_work"
# Why a statement about a whole register goes past the wall: it names the register, and row by row takes seconds.
WHOLE = "A whole register is read, which the statement names itself."
SETTINGS = ("persons", "registers", "organisations", "account", "past_walls")
SET = "SELECT " + ", ".join(f"set_config('leerregister.{name}', %s, false)" for name in SETTINGS)
SET_ONE = "SELECT set_config('leerregister.' || %s, %s, false)"


def work_as(role: str) -> None:
    """Every connection that this process opens from here on works as the role, whatever account it signs in with."""
    connections.settings["default"]["OPTIONS"]["assume_role"] = role


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose rows a request may touch. Empty, as at its beginning: nobody's."""

    persons: frozenset[int] = frozenset()
    registers: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    account: int = 0


def reach_of(actor: Actor) -> Reach:
    """What belongs to the actor, and to the registers and organisations where the actor has any role."""
    return Reach(
        persons=frozenset(() if actor.person_id is None else (actor.person_id,)),
        registers=frozenset(register for grant in actor.grants for register in grant.register_ids),
        organisations=frozenset(grant.organisation_id for grant in actor.grants),
        account=actor.user_id,
    )


def set_reach(reach: Reach, *, past_walls: bool = False) -> None:
    """From here on, until the end of the request, the connection reaches this much; with `past_walls` everything.

    Said again, as each page of the admin does, it takes nothing away.
    """
    past_walls = past_walls or getattr(connection, "past_walls", False)
    ids = (reach.persons, reach.registers, reach.organisations)
    _tell(SET, [*(_array(some) for some in ids), str(reach.account or ""), "on" if past_walls else ""])
    connection.reach, connection.past_walls = reach, past_walls  # type: ignore[attr-defined]


def clear_reach() -> None:
    """The connection reaches nothing any more. One that cannot be told so is closed."""
    if getattr(connection, "reach", None) is None:
        return
    connection.reach, connection.past_walls = None, False  # type: ignore[attr-defined]
    if connection.connection is None or connection.connection.closed:
        return
    try:
        _tell(SET, [""] * len(SETTINGS))
    except Exception:
        connection.close()
        raise


@contextmanager
def past_the_wall(why: str) -> Iterator[None]:
    """Everything is reached within: for a use case that rests on rows of others, whose own right was checked before.

    `why` is a sentence for the reader of the code. What is shown afterwards is still cut to `visible_to(actor)`.
    """
    if getattr(connection, "past_walls", False):
        yield
        return
    _set_past("on")
    try:
        yield
    finally:
        _set_past("")


def opened_by_key(view: View) -> View:
    """A page for whoever has the key in its address: there is no account whose reach it could have."""

    @wraps(view)
    def reaching(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        set_reach(Reach(), past_walls=True)
        return view(request, *args, **kwargs)

    return reaching


def _set_past(value: str) -> None:
    connection.past_walls = bool(value)  # type: ignore[attr-defined]
    if value or _listens():
        _tell(SET_ONE, ["past_walls", value])


def _array(ids: frozenset[int]) -> str:
    return "{" + ",".join(str(one) for one in sorted(ids)) + "}" if ids else ""


def _listens() -> bool:
    """Whether the connection takes statements. After an error the end of the transaction takes the setting back; a
    connection that broke took it along."""
    opened = connection.connection
    return opened is not None and opened.info.transaction_status in (TransactionStatus.IDLE, TransactionStatus.INTRANS)


def _tell(sql: str, values: list[str]) -> None:
    """Said to the driver: it is no query of the use case. Not said as a role that no wall holds."""
    if connection.settings_dict["OPTIONS"].get("assume_role") == WORK:
        return
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.execute(sql, values)
