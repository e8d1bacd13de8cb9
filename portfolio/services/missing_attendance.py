"""Attendance that is not listed: the professional asks, the provider answers in time, else the office decides.

A row is judged exactly as if the provider had reported it, and booked as such; nothing can be asked that no list
could bring.
"""

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from accreditation.models import Edition, Meeting, Module
from portfolio.errors import AttendanceListed, MissingAttendanceAsked, RowRefused
from portfolio.models import AttendanceBatch, LedgerEntry, MissingAttendance
from portfolio.services.attendance.booking import PROVIDER_LOCK
from portfolio.services.attendance.judging import RowVerdict, judge_rows
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.attendance_questions import (
    OPEN_TO_OFFICE,
    Action,
    answered_by,
    move_question,
    record_question,
    refuse_own,
    settle_asked,
)
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.errors import constraint_of
from register.models import Registration
from register.reach import past_the_wall

JSON = AttendanceBatch.Source.JSON


@transaction.atomic
def ask_for_attendance(
    *,
    registration: Registration,
    edition: Edition,
    attended_on: date,
    statement: str,
    meeting: Meeting | None = None,
    module: Module | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> MissingAttendance:
    """Say that one was at an edition and is not on its list, and how that shows.

    AttendanceListed when one is on the list after all; RowRefused when no list could bring it, with what is wrong.
    """
    answer_by = answered_by(registration, since=attended_on, today=today, field="attendedOn")
    missing = MissingAttendance(
        registration=registration,
        edition=edition,
        meeting=meeting,
        module=module,
        attended_on=attended_on,
        statement=statement,
        asked_at=now,
        answer_by=answer_by,
    )
    judged = _judged(missing, now)
    if judged.verdict is Verdict.KNOWN:
        raise AttendanceListed(
            nl="Deze deelname staat al in uw dossier.", en="This attendance is in your dossier already."
        )
    if judged.verdict.refused and judged.verdict not in OPEN_TO_OFFICE:
        raise _refused(judged)
    try:
        with transaction.atomic():
            missing.save()
    except IntegrityError as error:
        if constraint_of(error) != "missing_attendance_asked_once":
            raise
        raise MissingAttendanceAsked(
            nl="U hebt hier al naar gevraagd; het antwoord volgt.", en="You have asked for this; the answer follows."
        ) from error
    missing.refresh_from_db(fields=["uuid"])
    record_question("missing-attendance.asked", missing, actor, now)
    return missing


@transaction.atomic
@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def confirm_attendance(*, question: MissingAttendance, answer: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The provider says that it is so: the row goes the way of every reported row. RowRefused when it no longer can."""
    refuse_own(question, actor)
    judged = _judged(question, now)
    if judged.verdict.refused:
        raise _refused(judged)
    batch, _ = receive_rows(
        provider=question.edition.course.provider,
        rows=[judged.row],
        source=JSON,
        actor=actor,
        now=now,
        manner=Manner(key=f"missing-attendance/{question.uuid}"),
    )
    return move_question(question, Action.CONFIRM, actor, now, answer=answer, answered_by_id=actor.user_id, batch=batch)


@transaction.atomic
@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def grant_attendance(*, question: MissingAttendance, decision: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The office decides that it was so and books it, unless the provider's list has brought it meanwhile."""
    refuse_own(question, actor)
    with connection.cursor() as cursor:
        cursor.execute(PROVIDER_LOCK, [question.edition.course.provider_id])
    if _judged(question, now).verdict is Verdict.KNOWN:
        return move_question(question, Action.OVERTAKE, None, now)
    moved = move_question(question, Action.GRANT, actor, now, decision=decision, decided_by_id=actor.user_id)
    record_entry(
        person=moved.registration.person,
        registration=None,
        kind=LedgerEntry.Kind.ACTIVITY,
        source_key=f"missing-attendance/{moved.uuid}",
        validation=LedgerEntry.Validation.OFFICE,
        on=moved.attended_on,
        edition=moved.edition,
        actor=actor,
        now=now,
    )
    return moved


def settle_waiting(*, on: date, now: datetime) -> int:
    """Close the questions that a list has answered, and put before the office what a provider left unanswered."""

    def listed(missing: MissingAttendance) -> bool:
        return _judged(missing, now).verdict is Verdict.KNOWN

    return settle_asked(MissingAttendance, overtaken=listed, on=on, now=now)


def _judged(missing: MissingAttendance, now: datetime) -> RowVerdict:
    row = GivenRow(
        line=1,
        number=missing.registration.number,
        register_code=missing.registration.register.code,
        course_number=missing.edition.course_id,
        edition_number=missing.edition_id,
        module_number=missing.module_id,
        meeting_number=missing.meeting_id,
        attended_on=missing.attended_on,
        attended_on_text=missing.attended_on.isoformat(),
    )
    return judge_rows(provider=missing.edition.course.provider, rows=[row], source=JSON, now=now)[0]


def _refused(judged: RowVerdict) -> RowRefused:
    verdict = judged.verdict
    return RowRefused.because(code=verdict, field=verdict.field, nl=judged.words("nl"), en=judged.words("en"))
