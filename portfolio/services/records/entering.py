"""What professionals do with their records: enter, replace, end, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.records import RecordState, StatementState
from portfolio.errors.records import RecordEntered, RecordNotStanding
from portfolio.models import Evidence, Record, RecordStatement, RecordUse
from portfolio.services.records.counting import count, held, take_back
from portfolio.services.records.rules import problems_of_record, problems_of_use
from portfolio.services.records.trail import record_step
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Person, Registration

ENDED = "Eerder geëindigd. / Ended earlier."
WITHDRAWN = "Ingetrokken door de professional. / Withdrawn by the professional."


@dataclass(frozen=True, slots=True)
class Use:
    """A registration in which a record is to count, by which rule of its regulation, and for which names there."""

    registration: Registration
    rule: str
    names: tuple[str, ...] = ()


@transaction.atomic
def enter_record(
    *,
    person: Person,
    values: Mapping[str, Any],
    uses: Sequence[Use],
    replaces: Record | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Record:
    """Enter work, a declaration or a document once, for every registration in which it is to count.

    Where its rule asks nobody else it counts at once. One that `replaces` another takes its place once it counts.
    RecordEntered for the same thing again, RecordNotStanding for one that cannot be replaced; InvalidInput names every
    field that is wrong.
    """
    record = Record(person=person, entered_on=today, entered_by_id=actor.user_id, replaces=replaces, **values)
    wanted = [RecordUse(record=record, registration=u.registration, rule=u.rule, names=list(u.names)) for u in uses]
    _refuse_problems(record, wanted, today, now)
    if replaces is not None:
        _refuse_unless_standing(held(replaces))
    if record.evidence is not None:
        Evidence.objects.select_for_update(no_key=True, of=("self",)).get(pk=record.evidence.pk)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        if constraint_of(error) not in ("record_entered_once", "portfolio_record_replaces_id_key"):
            raise
        raise RecordEntered(
            nl="Dit hebt u al opgevoerd. Vervang die opgave als er iets niet klopt.",
            en="You have entered this. Replace that record when something is wrong with it.",
        ) from error
    record.refresh_from_db(fields=["uuid"])
    for use in wanted:
        use.record = record
    RecordUse.objects.bulk_create(wanted)
    record_step("record.entered", record, actor, now)
    count(record, actor=actor, now=now)
    return record


@transaction.atomic
def end_record(*, record: Record, until: date, actor: Actor, today: date, now: datetime) -> Record:
    """Say that work or a document ended, or ended earlier: less than others stated, so nobody is asked anew."""
    standing = held(record)
    _refuse_unless_standing(standing)
    if standing.sort == Record.Sort.DECLARATION or (standing.ends_on is not None and until >= standing.ends_on):
        nl, en = "Dit eindigt niet eerder. Vervang de opgave.", "This does not end earlier. Replace the record."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/until", "not-earlier", nl, en),))
    take_back(standing, reason=ENDED, actor=actor, now=now)
    standing.ends_on = until
    _refuse_problems(standing, [], today, now)
    standing.save(update_fields=["ends_on"])
    record_step("record.ended", standing, actor, now)
    count(standing, actor=actor, now=now)
    return standing


@transaction.atomic
def withdraw_record(*, record: Record, actor: Actor, now: datetime) -> Record:
    """Take a record back: it counts nowhere any more, and nobody is asked about it. Its file is free again."""
    standing = held(record)
    _refuse_unless_standing(standing)
    take_back(standing, reason=WITHDRAWN, actor=actor, now=now)
    asked = RecordStatement.objects.filter(record=standing, state=StatementState.ASKED)
    asked.update(state=StatementState.WITHDRAWN, answered_at=now)
    Record.objects.filter(pk=standing.pk).update(state=RecordState.WITHDRAWN, evidence=None)
    standing.refresh_from_db()
    record_step("record.withdrawn", standing, actor, now)
    return standing


def _refuse_unless_standing(record: Record) -> None:
    if record.state != RecordState.STANDING:
        raise RecordNotStanding(
            nl="Deze opgave is ingetrokken of vervangen.", en="This record was withdrawn or replaced."
        )


def _refuse_problems(record: Record, uses: Sequence[RecordUse], today: date, now: datetime) -> None:
    problems: list[FieldProblem] = list(problems_of_record(record, today=today))
    for n, use in enumerate(uses):
        problems += problems_of_use(use, f"#/uses/{n}", now=now)
    if record.ends_on is not None and record.ends_on < record.starts_on:
        nl, en = "De laatste dag ligt voor de eerste.", "The last day lies before the first."
        problems.append(FieldProblem("#/until", "ends-before-start", nl, en))
    if problems:
        raise InvalidInput(
            nl="Dit kan zo niet worden opgevoerd.", en="This cannot be entered like this.", fields=tuple(problems)
        )
