"""Asking participants what they thought of a course, once, and later what changed in their practice."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction

from accreditation.models.evaluation import Moment
from accreditation.rules.policy import Evaluation
from accreditation.selectors.policies import policy_of
from register.models import Event, Register
from register.rules.periods import Length

# Whoever attended an edition that ended on one of the days, as a member of a register that accredited the course. An
# attendance that was taken back is nobody's. Of two registers that would ask the same person the first asks.
INVITE = """
INSERT INTO accreditation_evaluationinvitation
    (person_id, edition_id, register_id, moment, opens_on, closes_before, answered)
SELECT DISTINCT l.person_id, e.id, %(register)s, %(moment)s, %(on)s::date, %(on)s::date + %(open_days)s, false
FROM accreditation_edition e
JOIN accreditation_accreditation a
  ON a.course_id = e.course_id AND a.register_id = %(register)s AND a.replaced_at IS NULL
JOIN portfolio_ledgerentry l ON l.edition_id = e.id AND l.kind = 'activity' AND l.reverses_id IS NULL
JOIN register_registration r ON r.person_id = l.person_id AND r.register_id = %(register)s
WHERE e.ends_on > %(after)s AND e.ends_on <= %(until)s
  AND l.effective_on >= a.valid_from AND l.effective_on < a.valid_before
  AND r.registered_on <= l.effective_on AND (r.ended_before IS NULL OR r.ended_before > %(on)s)
  AND NOT EXISTS (SELECT FROM portfolio_ledgerentry b WHERE b.reverses_id = l.id)
ORDER BY l.person_id, e.id
ON CONFLICT DO NOTHING
RETURNING uuid, person_id
"""


def invite_to_evaluate(*, on: date, now: datetime) -> int:
    """Invite everybody whose moment has come, in registers that ask questions. Returns how many are new.

    Attendance that is reported late is asked about late: as long as the questions would still have been open.
    """
    return sum(
        _invite(register, policy.evaluation, moment, on=on, now=now)
        for register in Register.objects.order_by("id")
        if (policy := policy_of(register, on=on)).evaluation.questions
        for moment in Moment
        if any(question.when == moment for question in policy.evaluation.questions)
    )


@transaction.atomic
def _invite(register: Register, asked: Evaluation, moment: Moment, *, on: date, now: datetime) -> int:
    months = asked.practice_after_months if moment is Moment.PRACTICE else 0
    with connection.cursor() as cursor:
        cursor.execute(
            INVITE,
            {
                "register": register.pk,
                "moment": moment.value,
                "on": on,
                "open_days": asked.open_days,
                "after": _ended(on - timedelta(days=asked.open_days), months),
                "until": _ended(on, months) - timedelta(days=0 if months else 1),
            },
        )
        invited = cursor.fetchall()
    Event.objects.bulk_create(
        [
            Event(
                kind="evaluation.invited",
                subject_type="evaluation-invitation",
                subject_uuid=uuid,
                register=register,
                organisation_id=register.association_id,
                person_id=person,
                data={"moment": moment.value},
                recorded_at=now,
            )
            for uuid, person in invited
        ],
        batch_size=2000,
    )
    return len(invited)


def _ended(day: date, months: int) -> date:
    """The last day of an edition about which one is asked on the day."""
    return Length(months=months).after(day, times=-1)
