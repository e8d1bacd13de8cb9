"""Schemes: found, kept current and ended by an association."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.errors.schemes import SchemeNotValid
from accreditation.models import IncentiveScheme
from accreditation.rules.scheme_conditions import condition_problems
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Association
from register.services.events import record_event

REFUSALS = {
    "scheme_ends_after_it_starts": (
        "validBefore",
        "ends-before-start",
        "Het einde ligt niet na het begin.",
        "The end does not lie after the start.",
    ),
    "scheme_amount_has_its_unit": (
        "unit",
        "required",
        "Noem een bedrag met zijn eenheid, of geen van beide.",
        "Give an amount with its unit, or neither.",
    ),
}


@transaction.atomic
def add_scheme(
    *, association: Association, contents: Mapping[str, Any], actor: Actor, today: date, now: datetime
) -> IncentiveScheme:
    """Put a scheme in the association's catalogue. SchemeNotValid names what is wrong with it."""
    scheme = IncentiveScheme(association=association, checked_on=today, **contents)
    _save(scheme)
    scheme.refresh_from_db(fields=["uuid"])
    _record("incentive-scheme.added", scheme, actor, now)
    return scheme


@transaction.atomic
def change_scheme(
    *, scheme: IncentiveScheme, changes: Mapping[str, Any], actor: Actor, today: date, now: datetime
) -> IncentiveScheme:
    """Say what is other than it was. With nothing changed: that it was read again today and still holds."""
    locked = IncentiveScheme.objects.select_for_update().get(pk=scheme.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.checked_on = today
    _save(locked)
    _record("incentive-scheme.changed", locked, actor, now, changed=sorted(changes))
    return locked


@transaction.atomic
def end_scheme(*, scheme: IncentiveScheme, on: date, actor: Actor, now: datetime) -> IncentiveScheme:
    """Let a scheme be over from a day on."""
    locked = IncentiveScheme.objects.select_for_update().get(pk=scheme.pk)
    locked.valid_before = on
    _save(locked)
    _record("incentive-scheme.ended", locked, actor, now, ended=on.isoformat())
    return locked


def _save(scheme: IncentiveScheme) -> None:
    problems = [
        FieldProblem(f"#/condition/{one.path}".rstrip("/"), one.code, one.nl, one.en)
        for one in condition_problems(scheme.condition)
    ]
    if problems:
        raise _refused(*problems)
    try:
        with transaction.atomic():
            scheme.save()
    except IntegrityError as error:
        if constraint_of(error) not in REFUSALS:
            raise
        place, code, nl, en = REFUSALS[constraint_of(error)]
        raise _refused(FieldProblem(f"#/{place}", code, nl, en)) from error


def _refused(*problems: FieldProblem) -> SchemeNotValid:
    return SchemeNotValid(
        nl="Deze regeling klopt niet; er is niets bewaard. Herstel wat genoemd is.",
        en="This scheme is not sound; nothing was kept. Mend what is named.",
        fields=problems,
    )


def _record(kind: str, scheme: IncentiveScheme, actor: Actor, now: datetime, **data: Any) -> None:
    record_event(
        kind=kind,
        subject_type="incentive-scheme",
        subject_uuid=scheme.uuid,
        organisation_id=scheme.association_id,
        actor=actor,
        now=now,
        data=data,
    )
