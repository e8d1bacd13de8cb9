"""One call of a learning system: who it is, what may be done, the verdict on each row, and the good rows handed on."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accreditation.models import Accreditation
from portfolio.models import Connection, ConnectionLink
from portfolio.services.attendance.judging import judge_rows
from portfolio.services.attendance.receiving import Manner, Source, receive_rows
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.connections.keys import recognise_connection
from portfolio.services.connections.limits import count_call
from portfolio.services.webservice import summaries, wording
from portfolio.services.webservice.documents import DocumentRefused, Entry, SenderSettings, SentRow, read_entry
from portfolio.services.webservice.error_mails import queue_error_mails
from portfolio.services.webservice.row_wording import NAMED_TWICE, NEVER_ACCREDITED, about_row
from portfolio.services.webservice.summaries import ErrorLine, Summary
from register.access import Actor, Permission
from register.errors import TooOften
from register.models import Association
from register.selectors import actor_for

logger = logging.getLogger(__name__)
PROVIDER_ROLE = "EDU"
SCOPE = frozenset({"attendance:write"})
# A row that is in the document twice is good once, as it is when the document comes twice.
GOOD_ANYWAY = frozenset({Verdict.DUPLICATE_IN_FILE})


@dataclass(frozen=True, slots=True)
class Sender:
    """The connection that sends, the association it sends to, and whether what is good is booked there."""

    connection: Connection
    association: Association
    actor: Actor
    active: bool


def answer_document(*, text: str, source: str, today: date, now: datetime) -> Summary:
    """Take in one document from `source` (an address of the net): everything that is wrong is in the summary.

    The good rows are kept for the worker that books them, unless the connection only tests; sending again changes
    nothing. Rows that are refused here are not kept, so that nothing is booked that was answered with an error.
    """
    try:
        entry = read_entry(text)
    except DocumentRefused as refused:
        return refused_summary(refused)
    given = entry.settings
    sender = find_sender(given, source=source, today=today, now=now)
    if sender is None:
        return _summary_without_rows(summaries.NO_ACCESS, wording.NO_ACCESS.say(given.language), entry)
    try:
        count_call(account_id=sender.connection.account_id, now=now)
    except TooOften:
        return _summary_without_rows(summaries.NO_ACCESS, wording.TOO_MANY_CALLS.say(given.language), entry)
    return _judge_and_keep(entry, sender, now=now)


def refused_summary(refused: DocumentRefused) -> Summary:
    """The answer to a document of which nothing is processed."""
    return Summary(refused.rows, (), (ErrorLine(summaries.STRUCTURE, wording.about_document(refused)),))


def find_sender(given: SenderSettings, *, source: str, today: date, now: datetime) -> Sender | None:
    """Who sends, when number, role, key and organisation are right together; none for whatever reason they are not."""
    connection = recognise_connection(number=given.user_number, key=given.user_key, source=source, now=now)
    if connection is None or given.user_role != PROVIDER_ROLE:
        return None
    links = ConnectionLink.objects.filter(connection=connection).select_related("association")
    link = links.filter(association__wire_number__number=given.organisation_number).first()
    actor = actor_for(connection.account, on=today, scopes=SCOPE)
    if link is None or not actor.may(Permission.REPORT_ATTENDANCE, organisation_id=connection.provider_id):
        return None
    return Sender(connection, link.association, actor, active=link.mode == ConnectionLink.Mode.ACTIVE)


@transaction.atomic
def _judge_and_keep(entry: Entry, sender: Sender, *, now: datetime) -> Summary:
    verdicts = _verdicts(entry.rows, sender, now=now)
    language = entry.settings.language
    refused = [row for row in entry.rows if verdicts[row.row].islower() and verdicts[row.row] not in GOOD_ANYWAY]
    good = [row for row in entry.rows if row not in refused]
    errors = tuple(
        ErrorLine(summaries.ROW, about_row(row.row, verdicts[row.row], language, cells_of(row))) for row in refused
    )
    if kept := [_given(row, sender.association) for row in good if verdicts[row.row] not in GOOD_ANYWAY]:
        receive_rows(
            provider=sender.connection.provider,
            rows=kept,
            source=Source.XML,
            actor=sender.actor,
            now=now,
            manner=Manner(test=not sender.active),
        )
    summary = Summary(len(errors), good, errors)
    if errors:
        queue_error_mails(
            connection=sender.connection,
            addresses=entry.settings.addresses,
            summary=summary,
            language=language,
            now=now,
        )
    logger.info(
        "attendance_call connection=%s accepted=%s refused=%s active=%s",
        sender.connection.number,
        len(good),
        len(errors),
        sender.active,
    )
    return summary


def _verdicts(rows: Sequence[SentRow], sender: Sender, *, now: datetime) -> dict[int, str]:
    """Row → verdict: what this service asks for itself, then the checks that every list goes through."""
    verdicts: dict[int, str] = {row.row: problem for row in rows if (problem := _own_problem(row))}
    left = [row for row in rows if row.row not in verdicts]
    given = [_given(row, sender.association) for row in left]
    judged = judge_rows(provider=sender.connection.provider, rows=given, source=Source.XML, now=now) if given else []
    verdicts |= {row.row: found.verdict for row, found in zip(left, judged, strict=True)}
    never = _never_accredited([row for row in left if verdicts[row.row] == Verdict.NOT_ACCREDITED_THEN], sender)
    return verdicts | {row: NEVER_ACCREDITED for row in never}


def _own_problem(row: SentRow) -> str:
    if twice_named(row):
        return NAMED_TWICE
    if not row.person:
        return Verdict.NUMBER_MISSING
    if row.course_number is None and not row.course_code:
        return Verdict.COURSE_MISSING
    return ""


def twice_named(row: SentRow) -> list[str]:
    """What a row names both by our number and by the provider's code."""
    pairs = {
        "CourseID": (row.course_number, row.course_code),
        "ModuleID": (row.module_number, row.module_code),
        "EditionID": (row.edition_number, row.edition_code),
        "MeetingID": (row.meeting_number, row.meeting_code),
    }
    return [name for name, (number, code) in pairs.items() if number is not None and code]


def _never_accredited(rows: Sequence[SentRow], sender: Sender) -> list[int]:
    """The rows whose course no register of the association has ever accredited."""
    if not rows:
        return []
    numbers = [row.course_number for row in rows if row.course_number is not None]
    own = Q(course__code__in=[row.course_code for row in rows], course__provider=sender.connection.provider)
    decisions = Accreditation.objects.filter(register__association=sender.association)
    found = list(decisions.filter(Q(course__in=numbers) | own).values_list("course", "course__code"))
    accredited = {number for number, _ in found} | {code for _, code in found}
    return [row.row for row in rows if (row.course_number or row.course_code) not in accredited]


def _given(row: SentRow, association: Association) -> GivenRow:
    return GivenRow(
        line=row.row,
        number=row.person,
        association_code=association.code,
        course_code=row.course_code,
        course_number=row.course_number,
        module_code=row.module_code,
        module_number=row.module_number,
        edition_code=row.edition_code,
        edition_number=row.edition_number,
        meeting_code=row.meeting_code,
        meeting_number=row.meeting_number,
        attended_on=row.end_day,
    )


def cells_of(row: SentRow) -> dict[str, str]:
    """What a message may say of a row."""
    return {
        "person": row.person,
        "course": _one_of(row.course_number, row.course_code),
        "module": _one_of(row.module_number, row.module_code),
        "edition": _one_of(row.edition_number, row.edition_code),
        "meeting": _one_of(row.meeting_number, row.meeting_code),
        "date": f"{row.end_day:%d-%m-%Y}" if row.end_day else "–",
        "twice": ", ".join(twice_named(row)),
    }


def _one_of(number: int | None, code: str) -> str:
    return code if number is None else str(number)


def _summary_without_rows(number: int, message: str, entry: Entry) -> Summary:
    return Summary(len(entry.rows), (), (ErrorLine(number, message),))
