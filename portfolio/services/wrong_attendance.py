"""What is booked wrongly: the professional says so, whoever reported it answers in time, else the office decides.

A wrong entry is never changed: it is reversed, and where something else is right that is booked in its place.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from portfolio.catalogue import QuestionState
from portfolio.errors import RowRefused
from portfolio.errors.questions import EntryNotDisputable, WrongAttendanceAsked
from portfolio.models import AttendanceBatch, LedgerEntry, Presence, WrongAttendance
from portfolio.selectors.dossiers import registers_reading
from portfolio.services.attendance.booking import PROVIDER_LOCK
from portfolio.services.attendance.judging import judge_rows
from portfolio.services.attendance.rows import GivenRow, day_of
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
from portfolio.services.ledger import record_entry, reverse_entry
from register.access import Actor
from register.errors import constraint_of
from register.models import Registration
from register.reach import past_the_wall

Validation = LedgerEntry.Validation
REASON = "Onjuist geboekt, op melding van de professional. / Booked wrongly, as the professional said."


@transaction.atomic
def ask_for_correction(
    *,
    registration: Registration,
    entry: LedgerEntry,
    wrong: str,
    statement: str,
    right_on: date | None = None,
    right_quantity: Decimal | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> WrongAttendance:
    """Say that an entry of one's own dossier is not right, and what is. `registration` is whose office has a say.

    The provider that reported it answers; what nobody reported goes to the office at once. EntryNotDisputable when it
    does not count, is a claim of one's own, or cannot be wrong like that.
    """
    _refuse_undisputable(entry, registration)
    _refuse_no_change(entry, right_on, right_quantity)
    answer_by = answered_by(registration, since=day_of(entry.recorded_at), today=today, field="entry")
    reported = entry.edition if entry.validation == Validation.PROVIDER_REPORTED else None
    question = WrongAttendance(
        registration=registration,
        entry=entry,
        wrong=wrong,
        statement=statement,
        right_on=right_on,
        right_quantity=right_quantity,
        provider=reported.course.provider if reported else None,
        state=QuestionState.ASKED if reported else QuestionState.ESCALATED,
        asked_at=now,
        answer_by=answer_by,
    )
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError as error:
        if constraint_of(error) != "wrong_attendance_asked_once":
            raise
        raise WrongAttendanceAsked(
            nl="U hebt hier al naar gevraagd; het antwoord volgt.", en="You have asked about this; the answer follows."
        ) from error
    question.refresh_from_db(fields=["uuid"])
    record_question("wrong-attendance.asked" if reported else "wrong-attendance.escalated", question, actor, now)
    return question


@transaction.atomic
@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def correct_as_provider(*, question: WrongAttendance, answer: str, actor: Actor, now: datetime) -> WrongAttendance:
    """The provider says that it is so: the entry is corrected. RowRefused when no list could bring what is right."""
    refuse_own(question, actor)
    values = {"answer": answer, "answered_by_id": actor.user_id}
    return _correct(question, Action.CONFIRM, Validation.PROVIDER_REPORTED, values, actor, now)


@transaction.atomic
@past_the_wall("An attendance is booked for the person, whatever registers they are on.")
def correct_as_office(*, question: WrongAttendance, decision: str, actor: Actor, now: datetime) -> WrongAttendance:
    """The office decides that it is so: the entry is corrected."""
    refuse_own(question, actor)
    values = {"decision": decision, "decided_by_id": actor.user_id}
    return _correct(question, Action.GRANT, Validation.OFFICE, values, actor, now)


def settle_waiting(*, on: date, now: datetime) -> int:
    """Close what was reversed meanwhile, and put before the office what a provider left unanswered."""

    return settle_asked(WrongAttendance, overtaken=_is_reversed, on=on, now=now)


def _correct(
    question: WrongAttendance,
    action: Action,
    validation: str,
    values: dict[str, object],
    actor: Actor,
    now: datetime,
) -> WrongAttendance:
    """Reverse the entry and book what is right. Reversed by somebody else meanwhile, the question is overtaken."""
    entry, edition = question.entry, question.entry.edition
    if edition is not None:
        with connection.cursor() as cursor:
            cursor.execute(PROVIDER_LOCK, [edition.course.provider_id])
    if _is_reversed(question):
        return move_question(question, Action.OVERTAKE, None, now)
    moved = move_question(question, action, actor, now, **values)
    reverse_entry(entry=entry, reason=REASON, actor=actor, now=now)
    if edition is not None:  # or a part of it that was attended would book it anew
        Presence.objects.filter(edition=edition, person=entry.person_id).delete()
    if moved.wrong != WrongAttendance.Wrong.NOT_MINE:
        moved.correction = _booked(moved, validation, actor, now)
        moved.save(update_fields=["correction"])
    return moved


def _booked(question: WrongAttendance, validation: str, actor: Actor, now: datetime) -> LedgerEntry | None:
    """What is right, in the place of what was reversed; nothing when that is in the dossier already."""
    entry, right_on = question.entry, question.right_on or question.entry.effective_on
    if validation == Validation.PROVIDER_REPORTED and _is_listed(question, right_on, now):
        return None
    span = entry.during
    return record_entry(
        person=entry.person,
        registration=entry.registration,
        kind=entry.kind,
        source_key=f"wrong-attendance/{question.uuid}",
        validation=validation,
        on=None if span else right_on,
        since=span.lower if span else None,
        until=span.upper - timedelta(days=1) if span and span.upper else None,
        category=entry.category,
        code=entry.code,
        quantity=question.right_quantity or entry.quantity,
        unit=entry.unit,
        tags=tuple(entry.tags),
        details=entry.details,
        edition=entry.edition,
        actor=actor,
        now=now,
    )


def _is_listed(question: WrongAttendance, on: date, now: datetime) -> bool:
    """Whether the provider's lists have it. RowRefused when none could bring it, but for coming late."""
    edition, registration = question.entry.edition, question.registration
    assert edition is not None  # a provider reported it
    row = GivenRow(
        line=1,
        number=registration.number,
        register_code=registration.register.code,
        course_number=edition.course_id,
        edition_number=edition.pk,
        attended_on=on,
        attended_on_text=on.isoformat(),
    )
    judged = judge_rows(provider=edition.course.provider, rows=[row], source=AttendanceBatch.Source.JSON, now=now)[0]
    if judged.verdict.refused and judged.verdict not in OPEN_TO_OFFICE:
        raise RowRefused.because(code=judged.verdict, field="", nl=judged.words("nl"), en=judged.words("en"))
    return judged.verdict is Verdict.KNOWN


def _is_reversed(question: WrongAttendance) -> bool:
    return LedgerEntry.objects.filter(reverses=question.entry_id).exists()


def _refuse_undisputable(entry: LedgerEntry, registration: Registration) -> None:
    if entry.person_id != registration.person_id or registration.register_id not in registers_reading(entry):
        raise EntryNotDisputable.because(
            field="registration",
            code="not-of-registration",
            nl="Dit feit telt niet voor deze inschrijving. Kies een inschrijving waarvoor het telt.",
            en="This entry does not count for this registration. Choose one for which it counts.",
        )
    if entry.reverses_id is not None or LedgerEntry.objects.filter(reverses=entry).exists():
        raise EntryNotDisputable.because(
            field="entry",
            code="does-not-count",
            nl="Dit feit telt niet (meer): het is teruggeboekt.",
            en="This entry does not count (any more): it was reversed.",
        )
    if entry.validation == Validation.SELF_DECLARED or hasattr(entry, "claim"):
        raise EntryNotDisputable.because(
            field="entry",
            code="own-claim",
            nl="Dit voerde u zelf op. Dien een claim in die deze vervangt, of trek haar in.",
            en="You entered this yourself. Submit a claim that replaces it, or withdraw it.",
        )


def _refuse_no_change(entry: LedgerEntry, right_on: date | None, right_quantity: Decimal | None) -> None:
    if right_on is not None and (right_on == entry.effective_on or entry.during is not None):
        raise EntryNotDisputable.because(
            field="rightOn",
            code="no-other-day",
            nl="Geef de dag waarop het dan wel was. Van iets dat langer duurde, kan dat niet.",
            en="Give the day on which it was instead. Of something that took longer, this cannot be said.",
        )
    if right_quantity is not None and (entry.quantity is None or right_quantity == entry.quantity):
        raise EntryNotDisputable.because(
            field="rightQuantity",
            code="no-other-quantity",
            nl="Geef een andere hoeveelheid dan er staat. Mist u een bijeenkomst, meld die dan als gemiste deelname.",
            en="Give another quantity than there is. If a meeting is missing, ask for it as missing attendance.",
        )
