"""Who reads of whose dossier: every answer about somebody else leaves a look, whatever view gave it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from register.access import Actor, Grant
from register.catalogue import PURPOSE_OF_PART, PURPOSE_OF_ROLE, LookPurpose
from register.models import Look
from register.services.looks import record_looks

TO_REGISTER = {"register.Registration": "register"}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one person, and through which register, when it is of one."""

    person_id: int
    part: str
    register_id: int | None
    in_list: bool


class Looks:
    """What one request reads of others. Nothing is kept until it is answered: what is refused was not read."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.reads: dict[int, Read] = {}

    def saw(self, rows: Iterable[Any], *, in_list: bool) -> None:
        """These rows are shown. What names nobody, or is of the reader, leaves nothing."""
        by_model: dict[type[Model], list[Any]] = {}
        for row in rows:
            if isinstance(row, Model) and row._meta.label in _whose():
                by_model.setdefault(type(row), []).append(row.pk)
        for model, keys in by_model.items():
            part, owners = _whose()[model._meta.label]
            for owner in owners:
                register = TO_REGISTER.get(model._meta.label) or (
                    f"{owner.removesuffix('__person')}__register" if owner.endswith("registration__person") else None
                )
                paths = (owner, register) if register else (owner,)
                for person, *known in model._default_manager.filter(pk__in=keys).values_list(*paths).distinct():
                    if person is not None:
                        self.reads.setdefault(person, Read(person, part, known[0] if known else None, in_list))

    def looked(self, *, person_id: int, part: str, register_id: int | None) -> None:
        """This part of a person's dossier is shown, whichever rows it was made of."""
        self.reads[person_id] = Read(person_id, part, register_id, in_list=False)

    def keep(self, *, trace: str, now: datetime) -> None:
        """Leave the looks: one for each person; those by lists once a day."""
        others = [read for read in self.reads.values() if read.person_id != self.actor.person_id]
        if others:
            record_looks([self._look(read, trace, now) for read in others])

    def _look(self, read: Read, trace: str, now: datetime) -> Look:
        grant = self._grant(read)
        role = grant.role if grant else ""
        purpose = PURPOSE_OF_ROLE.get(role) or PURPOSE_OF_PART.get(read.part, LookPurpose.KEEPING)
        return Look(
            person_id=read.person_id,
            part=read.part,
            role=role,
            purpose=purpose,
            organisation_id=grant.organisation_id if grant else None,
            account_id=self.actor.user_id,
            listed_on=now.date() if read.in_list else None,
            trace=trace,
            looked_at=now,
        )

    def _grant(self, read: Read) -> Grant | None:
        """The role by which somebody reads: of that register, else the first they hold; None for who holds none."""
        grants = sorted(self.actor.grants, key=lambda grant: grant.role)
        reaching = [grant for grant in grants if read.register_id in grant.register_ids]
        return next(iter(reaching or grants), None)


@cache
def _whose() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each model with data about people its part of a dossier and the paths to the people."""
    table: Callable[[], dict[str, tuple[str, tuple[str, ...]]]] = import_string(settings.DOSSIER_TABLE)
    return table()
