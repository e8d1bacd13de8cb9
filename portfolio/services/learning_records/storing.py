"""Taking statements in, all or none: attendance handed to the booking, or a draft of a claim for the person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accreditation.models import Provider
from portfolio.errors import StatementConflict
from portfolio.models import (
    ActivityIdentifier,
    AttendanceBatch,
    ClaimDraft,
    ConnectionLink,
    LearningRecord,
)
from portfolio.services.attendance.judging import judge_rows
from portfolio.services.attendance.receiving import Manner, Source, receive_rows
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.learning_records.statements import Statement, StatementRefused
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Association, Register, Registration
from register.reach import past_the_wall
from register.services.events import record_event

Outcome = LearningRecord.Outcome
# What an activity may be called besides the addresses that the provider told us.
OWN_CODE = re.compile(r"urn:leerregister:course:([A-Za-z0-9._-]{1,40})(?::edition:([A-Za-z0-9._-]{1,40}))?", re.ASCII)
HOME_PAGE = re.compile(r"/api/v1/(?:registers/([a-z0-9-]{1,60})|associations/([0-9a-f-]{36}))/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a statement is about: one person, by a number in an association, perhaps of one of its registers."""

    person_id: int
    association: Association
    register: Register | None
    active: bool


@transaction.atomic
@past_the_wall("Who did something is found by their address or number.")
def store_statements(
    *,
    provider: Provider,
    connection_id: int | None,
    statements: Sequence[Statement],
    hosts: frozenset[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Take in statements of a provider's system. One that came before, with the same content, is not done again.

    `connection_id` limits the sender to the associations of that connection, in the mode it has there; without one
    the sender acts for the provider as a whole. `hosts` are the names under which this service is known: an actor is
    named by a number and the address here of a register or association. InvalidInput names every statement that
    cannot be used; then none is kept. StatementConflict when an id came before with other content.
    """
    # One sender at a time: of two who send the same at once the second finds what the first kept.
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    new = _without_known(provider, statements)
    people = _people([statement for statement in new if statement.counts], connection_id, hosts)
    rows = {
        statement.id: row
        for line, statement in enumerate(new, start=1)
        if statement.id in people and (row := _row(provider, statement, people[statement.id], line))
    }
    good = _good(provider, rows, now)
    batches = {
        active: _hand_on(provider, [rows[each] for each in good if people[each].active is active], active, actor, now)
        for active in (True, False)
    }
    for statement in new:
        batch = batches[True] if statement.id in good else None
        _keep(provider, statement, people.get(statement.id), batch, actor, now)


def _without_known(provider: Provider, statements: Sequence[Statement]) -> list[Statement]:
    before = dict(
        LearningRecord.objects.filter(provider=provider, statement_id__in=[each.id for each in statements]).values_list(
            "statement_id", "digest"
        )
    )
    for statement in statements:
        if before.get(statement.id, statement.digest) != statement.digest:
            raise StatementConflict(
                nl=f"Verklaring {statement.id} kwam al eerder, met andere inhoud. Geef een nieuwe een nieuw id.",
                en=f"Statement {statement.id} came before, with other content. Give a new one a new id.",
            )
    return [statement for statement in statements if statement.id not in before]


def _people(statements: Sequence[Statement], connection_id: int | None, hosts: frozenset[str]) -> dict[UUID, Known]:
    people: dict[UUID, Known] = {}
    problems = []
    for statement in statements:
        try:
            people[statement.id] = _known(statement, connection_id, hosts)
        except StatementRefused as refused:
            problems.append(refused.problem)
    if problems:
        raise statements_refused(problems)
    return people


def statements_refused(problems: Sequence[FieldProblem]) -> InvalidInput:
    """Nothing was kept, for these problems."""
    return InvalidInput(
        nl="Niet elke verklaring is bruikbaar; er is er geen bewaard. Herstel wat hieronder staat.",
        en="Not every statement can be used; none was kept. Mend what is named below.",
        fields=tuple(problems),
    )


def _known(statement: Statement, connection_id: int | None, hosts: frozenset[str]) -> Known:
    """The one person it is about. Whatever is wrong with number or address, the answer is the same."""
    unknown = StatementRefused(
        f"{statement.place}/actor",
        "actor-unknown",
        "Deze persoon is hier niet bekend. Controleer registratienummer en homePage.",
        "This person is not known here. Check registration number and homePage.",
    )
    address = urlsplit(statement.home_page)
    named = HOME_PAGE.fullmatch(address.path)
    if named is None or address.netloc.lower() not in hosts:
        raise unknown
    register = Register.objects.filter(code=named[1]).select_related("association").first() if named[1] else None
    association = register.association if register else _association(named[2])
    links = ConnectionLink.objects.filter(connection=connection_id, association=association)
    link = links.first() if association and connection_id else None
    if association is None or (connection_id and link is None):
        raise unknown
    scope = Q(register=register) if register else Q(register__association=association)
    numbered = Registration.objects.filter(scope, number=statement.name)
    persons = set(numbered.values_list("person", flat=True))
    if len(persons) != 1:
        raise unknown
    active = link is None or link.mode == ConnectionLink.Mode.ACTIVE
    return Known(persons.pop(), association, register, active)


def _association(uuid: str | None) -> Association | None:
    try:
        return Association.objects.filter(uuid=UUID(uuid)).first() if uuid else None
    except ValueError:
        return None


def _row(provider: Provider, statement: Statement, known: Known, line: int) -> GivenRow | None:
    """The attendance that a statement would be; none when its activity is no course of the provider that we know."""
    own = OWN_CODE.fullmatch(statement.activity)
    course, edition = (own[1], own[2] or "") if own else _told(provider, statement.activity)
    if not course:
        return None
    return GivenRow(
        line=line,
        number=statement.name,
        register_code=known.register.code if known.register else "",
        association_code=known.association.code,
        course_code=course,
        edition_code=edition,
        attended_on=statement.performed_on,
    )


def _told(provider: Provider, iri: str) -> tuple[str, str]:
    named = ActivityIdentifier.objects.filter(provider=provider, iri=iri).select_related("course", "edition").first()
    if named is None:
        return "", ""
    return named.course.code, named.edition.code if named.edition else ""


def _good(provider: Provider, rows: dict[UUID, GivenRow], now: datetime) -> list[UUID]:
    """The statements whose attendance counts, by the checks that every list goes through."""
    if not rows:
        return []
    judged = judge_rows(provider=provider, rows=list(rows.values()), source=Source.XAPI, now=now)
    return [each for each, found in zip(rows, judged, strict=True) if not found.verdict.refused]


def _hand_on(
    provider: Provider, rows: list[GivenRow], active: bool, actor: Actor, now: datetime
) -> AttendanceBatch | None:
    if not rows:
        return None
    manner = Manner(test=not active)
    batch, _ = receive_rows(provider=provider, rows=rows, source=Source.XAPI, actor=actor, now=now, manner=manner)
    return batch


def _keep(
    provider: Provider,
    statement: Statement,
    known: Known | None,
    batch: AttendanceBatch | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Remember a statement. What was only a test is not remembered, so that it can be sent in earnest."""
    if known is not None and not known.active:
        return
    outcome = Outcome.NOT_USED if known is None else Outcome.BOOKING if batch else Outcome.DRAFTED
    draft = _draft(provider, statement, known, actor, now) if known and outcome == Outcome.DRAFTED else None
    LearningRecord.objects.create(
        provider=provider,
        statement_id=statement.id,
        digest=statement.digest,
        outcome=outcome,
        batch=batch,
        draft=draft,
        stored_at=now,
    )


def _draft(provider: Provider, statement: Statement, known: Known, actor: Actor, now: datetime) -> ClaimDraft:
    draft = ClaimDraft.objects.create(
        person_id=known.person_id,
        association=known.association,
        provider=provider,
        title=statement.title,
        activity=statement.activity,
        performed_on=statement.performed_on,
        minutes=statement.minutes,
        drafted_at=now,
    )
    draft.refresh_from_db(fields=["uuid"])
    record_event(
        kind="claim.drafted",
        subject_type="claim-draft",
        subject_uuid=draft.uuid,
        organisation_id=provider.pk,
        person_id=known.person_id,
        actor=actor,
        now=now,
    )
    return draft
