"""Mandates to employers that bought a course, and contacts of peer groups."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accreditation.errors import GroupContactEnded, GroupContactKnown, MandateEnded, MandateOverlaps
from accreditation.models import AttendanceMandate, Course, GroupContact
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Organisation, User
from register.services.events import record_event


@transaction.atomic
def give_mandate(
    *,
    course: Course,
    employer: str,
    runs_editions: bool,
    starts_on: date,
    ends_before: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> AttendanceMandate:
    """Let the organisation with this code report attendance of a course it bought, and perhaps run editions of it."""
    holder = Organisation.objects.filter(code=employer).exclude(pk=course.provider_id).first()
    if holder is None:
        problem = FieldProblem(
            "#/employer", "does-not-exist", "Geen andere organisatie heeft deze code.", "No other organisation has it."
        )
        raise InvalidInput(
            nl="Deze organisatie bestaat niet.", en="This organisation does not exist.", fields=(problem,)
        )
    try:
        with transaction.atomic():
            mandate = AttendanceMandate.objects.create(
                course=course,
                employer=holder,
                runs_editions=runs_editions,
                starts_on=starts_on,
                ends_before=ends_before,
                reason=reason,
                given_by_id=actor.user_id,
                given_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "mandate_one_at_a_time":
            raise
        raise MandateOverlaps(
            nl="Deze organisatie heeft in die periode al een machtiging voor deze scholing.",
            en="This organisation holds a mandate for this course in that period already.",
        ) from error
    mandate.refresh_from_db(fields=["uuid"])
    _record("mandate.given", "mandate", mandate.uuid, course, actor, now, {"to": str(holder.uuid)})
    return mandate


@transaction.atomic
def withdraw_mandate(
    *, mandate: AttendanceMandate, reason: str, actor: Actor, today: date, now: datetime
) -> AttendanceMandate:
    """Withdraw a mandate at once: it no longer holds from today on."""
    rows = AttendanceMandate.objects.filter(pk=mandate.pk, withdrawn_at=None).exclude(ends_before__lte=today)
    if not rows.update(
        ends_before=max(today, mandate.starts_on),
        withdrawal_reason=reason,
        withdrawn_by_id=actor.user_id,
        withdrawn_at=now,
    ):
        raise MandateEnded(nl="Deze machtiging is al voorbij.", en="This mandate is over already.")
    mandate.refresh_from_db()
    _record(
        "mandate.withdrawn",
        "mandate",
        mandate.uuid,
        mandate.course,
        actor,
        now,
        {"to": str(mandate.employer.uuid)},
    )
    return mandate


@transaction.atomic
def name_group_contact(
    *, course: Course, email: str, starts_on: date, ends_before: date | None, actor: Actor, now: datetime
) -> GroupContact:
    """Name who reports attendance of a peer group: somebody with an account."""
    if course.kind != Course.Kind.PEER_GROUP:
        raise InvalidInput(
            nl="Alleen een intervisie- of toetsgroep heeft een contactpersoon. Geef anders een rol of een machtiging.",
            en="Only a peer group has a contact. Grant a role or give a mandate otherwise.",
        )
    user = User.objects.filter(email=email.lower(), is_active=True, is_machine=False).first()
    if user is None:
        problem = FieldProblem(
            "#/email", "does-not-exist", "Er is geen account met dit adres.", "No account has this address."
        )
        raise InvalidInput(
            nl="De contactpersoon heeft een account nodig.", en="The contact needs an account.", fields=(problem,)
        )
    try:
        with transaction.atomic():
            contact = GroupContact.objects.create(
                course=course,
                user=user,
                starts_on=starts_on,
                ends_before=ends_before,
                named_by_id=actor.user_id,
                named_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "group_contact_one_at_a_time":
            raise
        raise GroupContactKnown(
            nl="Deze persoon is in die periode al contactpersoon van deze groep.",
            en="This person is the contact of this group in that period already.",
        ) from error
    contact.refresh_from_db(fields=["uuid"])
    _record("group-contact.named", "group-contact", contact.uuid, course, actor, now)
    return contact


@transaction.atomic
def end_group_contact(*, contact: GroupContact, actor: Actor, today: date, now: datetime) -> GroupContact:
    """End it at once: from today on the person no longer reports for the group."""
    rows = GroupContact.objects.filter(pk=contact.pk).exclude(ends_before__lte=today).filter(ended_by=None)
    if not rows.update(ends_before=max(today, contact.starts_on), ended_by_id=actor.user_id):
        raise GroupContactEnded(nl="Deze persoon is het al niet meer.", en="This person is not the contact any more.")
    contact.refresh_from_db()
    _record("group-contact.ended", "group-contact", contact.uuid, contact.course, actor, now)
    return contact


def _record(
    kind: str,
    subject: str,
    uuid: UUID,
    course: Course,
    actor: Actor,
    now: datetime,
    data: dict[str, str] | None = None,
) -> None:
    record_event(
        kind=kind,
        subject_type=subject,
        subject_uuid=uuid,
        organisation_id=course.provider_id,
        actor=actor,
        now=now,
        data={"course": str(course.uuid)} | (data or {}),
    )
