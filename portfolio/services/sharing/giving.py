"""Grants: given by the owner of a dossier, read by their audience with a trace, withdrawn at once."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from portfolio.errors.sharing import PartNotShared, ShareOver
from portfolio.models import Share
from portfolio.selectors.parts.part import During, Part
from portfolio.selectors.parts.table import dossier_parts
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Employer, Person
from register.services.events import record_event
from register.services.looks import record_look

MOST_ROWS = 500
NEVER_SHARED = frozenset({"person", "shares", "notices", "looks", "calendars"})
"""Parts about the account, which say nothing about what somebody learned."""


def shareable_parts() -> dict[str, Part]:
    """The parts that can be shared, by their key."""
    return {part.key: part for part in dossier_parts() if part.key not in NEVER_SHARED}


@transaction.atomic
def share(
    *,
    person: Person,
    parts: Sequence[str],
    reason: str,
    email: str = "",
    employer: Employer | None = None,
    starts_on: date | None = None,
    ends_before: date | None = None,
    closes_at: datetime,
    actor: Actor,
    now: datetime,
) -> Share:
    """Let one audience read these parts until a moment. Who gets it by mail opens it with the key in that mail."""
    problems = [
        FieldProblem(
            "#/parts", "unknown-part", f"Dit deel kan niet worden gedeeld: {key}.", f"Cannot be shared: {key}."
        )
        for key in parts
        if key not in shareable_parts()
    ]
    if closes_at <= now:
        problems.append(FieldProblem("#/closesAt", "over-already", "Dit is al geweest.", "This has been already."))
    if (email == "") == (employer is None):
        text = ("Geef een e-mailadres of een werkgever, een van beide.", "Give an address or an employer, one of them.")
        problems.append(FieldProblem("#/email", "one-of", *text))
    if problems:
        raise InvalidInput(nl="Zo kan dit niet worden gedeeld.", en="It cannot be shared so.", fields=tuple(problems))
    given = Share.objects.create(
        person=person,
        parts=list(dict.fromkeys(parts)),
        reason=reason,
        email=email.lower(),
        employer=employer,
        starts_on=starts_on,
        ends_before=ends_before,
        given_at=now,
        closes_at=closes_at,
    )
    given.refresh_from_db(fields=["uuid"])
    _record("share.given" if email else "share.given-to-employer", given, actor, now)
    return given


@transaction.atomic
def withdraw_share(*, share: Share, actor: Actor, now: datetime) -> Share:
    """Withdraw a grant: the next look finds nothing. ShareOver when it was withdrawn or is over."""
    if not Share.objects.holding(now).filter(pk=share.pk).update(withdrawn_at=now):
        raise ShareOver(nl="Deze inzage is al voorbij.", en="This grant is over already.")
    share.refresh_from_db()
    _record("share.withdrawn", share, actor, now)
    return share


@transaction.atomic
def read_part(*, share: Share, key: str, actor: Actor | None, now: datetime) -> dict[str, Any]:
    """The rows of one part of a grant that holds, and a trace for the owner. No actor: by the key.

    At most 500 rows of each table; `more` says that there are others.
    """
    if key not in share.parts:
        raise PartNotShared(nl="Dit deel is niet met u gedeeld.", en="This part is not shared with you.")
    part = shareable_parts()[key]
    during = During(share.starts_on, share.ends_before)
    tables, more = [], False
    for source in part.sources:
        rows = list(islice(source.written(share.person, during=during), MOST_ROWS + 1))
        more = more or len(rows) > MOST_ROWS
        tables.append({"name": source.name, "rows": rows[:MOST_ROWS]})
    record_look(
        person_id=share.person_id,
        part=key,
        role="share",
        actor=actor,
        organisation_id=share.employer_id,
        ground=share.uuid,
        now=now,
    )
    return {"key": key, "nl": part.nl, "en": part.en, "tables": tables, "more": more}


def _record(kind: str, share: Share, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind, subject_type="share", subject_uuid=share.uuid, person_id=share.person_id, actor=actor, now=now
    )
