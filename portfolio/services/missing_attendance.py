"""Attendance that is not listed: the professional asks, the provider answers in time, else the office decides.

A row is judged exactly as if the provider had reported it, and booked as such; nothing can be asked that no list
could bring. Every move is one row of `portfolio.catalogue.MISSING_ATTENDANCE` and one conditional update.
"""

from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from django.db import IntegrityError, connection, transaction

from accreditation.models import Edition, Meeting, Module
from accreditation.selectors import policy_of
from portfolio.catalogue import MISSING_ATTENDANCE, MissingAction
from portfolio.errors import AttendanceListed, MissingAttendanceAsked, MissingAttendanceMoved, OwnDossier, RowRefused
from portfolio.models import AttendanceBatch, LedgerEntry, MissingAttendance
from portfolio.services.attendance.booking import PROVIDER_LOCK
from portfolio.services.attendance.judging import RowVerdict, judge_rows
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Registration
from register.services.events import record_event

Action = MissingAction
JSON = AttendanceBatch.Source.JSON
# What the provider may no longer report may still be asked: then the office decides.
OPEN_TO_OFFICE = frozenset({Verdict.TOO_LATE, Verdict.NOT_AUTHORISED_THEN, Verdict.ARRIVED_LATE})


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
    rules = policy_of(registration.register_id, on=today).missing_points
    if attended_on < today - timedelta(days=rules.asked_within_days):
        _refuse(
            "asked-too-late",
            f"Dit kan tot {rules.asked_within_days} dagen na de dag zelf. Neem contact op met het registerbureau.",
            f"This can be asked until {rules.asked_within_days} days after the day. Contact the register office.",
        )
    missing = MissingAttendance(
        registration=registration,
        edition=edition,
        meeting=meeting,
        module=module,
        attended_on=attended_on,
        statement=statement,
        asked_at=now,
        answer_by=today + timedelta(days=rules.answer_within_days),
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
    _record("missing-attendance.asked", missing, actor, now)
    return missing


@transaction.atomic
def confirm_attendance(*, missing: MissingAttendance, answer: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The provider says that it is so: the row goes the way of every reported row. RowRefused when it no longer can."""
    _refuse_own(missing, actor)
    judged = _judged(missing, now)
    if judged.verdict.refused:
        raise _refused(judged)
    batch, _ = receive_rows(
        provider=missing.edition.course.provider,
        rows=[judged.row],
        source=JSON,
        actor=actor,
        now=now,
        manner=Manner(key=f"missing-attendance/{missing.uuid}"),
    )
    return _move(missing, Action.CONFIRM, actor, now, answer=answer, answered_by_id=actor.user_id, batch=batch)


@transaction.atomic
def deny_attendance(*, missing: MissingAttendance, answer: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The provider says that it is not so, and why. The professional may put it before the office."""
    return _move(missing, Action.DENY, actor, now, answer=answer, answered_by_id=actor.user_id)


@transaction.atomic
def dispute_denial(*, missing: MissingAttendance, dispute: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The professional disagrees with the provider: the office decides."""
    return _move(missing, Action.DISPUTE, actor, now, dispute=dispute)


@transaction.atomic
def withdraw_question(*, missing: MissingAttendance, actor: Actor, now: datetime) -> MissingAttendance:
    """The professional takes the question back."""
    return _move(missing, Action.WITHDRAW, actor, now)


@transaction.atomic
def grant_attendance(*, missing: MissingAttendance, decision: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The office decides that it was so and books it, unless the provider's list has brought it meanwhile."""
    _refuse_own(missing, actor)
    with connection.cursor() as cursor:
        cursor.execute(PROVIDER_LOCK, [missing.edition.course.provider_id])
    if _judged(missing, now).verdict is Verdict.KNOWN:
        return _move(missing, Action.FIND, None, now)
    moved = _move(missing, Action.GRANT, actor, now, decision=decision, decided_by_id=actor.user_id)
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


@transaction.atomic
def decline_attendance(*, missing: MissingAttendance, decision: str, actor: Actor, now: datetime) -> MissingAttendance:
    """The office decides that it was not so, or can't be shown. The professional reads why."""
    _refuse_own(missing, actor)
    return _move(missing, Action.DECLINE, actor, now, decision=decision, decided_by_id=actor.user_id)


def settle_waiting(*, on: date, now: datetime) -> int:
    """Close the questions that a list has answered, and put before the office what a provider left unanswered.

    Returns how many moved. Twice at once, each moves once.
    """
    moved = 0
    rows = MissingAttendance.objects.filter(state=MissingAttendance.State.ASKED)
    for missing in rows.select_related("registration__register", "edition__course__provider").order_by("id").iterator():
        try:
            if _judged(missing, now).verdict is Verdict.KNOWN:
                _move(missing, Action.FIND, None, now)
            elif missing.answer_by < on:
                _move(missing, Action.ESCALATE, None, now)
            else:
                continue
        except MissingAttendanceMoved:  # somebody was quicker
            continue
        moved += 1
    return moved


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


def _move(
    missing: MissingAttendance, action: MissingAction, actor: Actor | None, now: datetime, **values: Any
) -> MissingAttendance:
    step = MISSING_ATTENDANCE[action]
    here = MissingAttendance.objects.filter(pk=missing.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, **values):
        missing.refresh_from_db(fields=["state"])
        raise MissingAttendanceMoved(
            nl=f"Dit kan niet meer: de vraag staat op {missing.state}.",
            en=f"This is no longer possible: the question is {missing.state}.",
        )
    missing.refresh_from_db()
    _record(step.event, missing, actor, now)
    return missing


def _refuse_own(missing: MissingAttendance, actor: Actor) -> None:
    if missing.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen dossier beslist een ander.", en="Somebody else decides about your dossier.")


def _refuse(code: str, nl: str, en: str) -> NoReturn:
    problem = FieldProblem("#/attendedOn", code, nl, en)
    raise InvalidInput(nl=nl, en=en, fields=(problem,))


def _record(kind: str, missing: MissingAttendance, actor: Actor | None, now: datetime) -> None:
    register = missing.registration.register
    record_event(
        kind=kind,
        subject_type="missing-attendance",
        subject_uuid=missing.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=missing.registration.person_id,
        actor=actor,
        now=now,
        data={"provider": str(missing.edition.course.provider.uuid)},
    )
