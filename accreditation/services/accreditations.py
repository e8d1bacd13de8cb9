"""Accreditations: a register decides what a course brings."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from accreditation.errors import AccreditationOverlaps, ConflictOfInterest, ProviderNotAuthorised
from accreditation.models import Accreditation, Course, ProviderAuthorisation
from register.access import PROVIDER_ROLES, Actor
from register.errors import constraint_of
from register.models import Register
from register.services.categories import refuse_unknown_category
from register.services.events import record_event


@transaction.atomic
def accredit_course(
    *,
    course: Course,
    register: Register,
    category: str,
    quantity: Decimal,
    unit: str,
    tags: list[str],
    valid_from: date,
    valid_before: date,
    decided_by: Actor,
    today: date,
    now: datetime,
) -> Accreditation:
    """Decide that a course counts in a register in [valid_from, valid_before): as what, and how much.

    The provider must be authorised by the register's association; nobody decides on a course of their own provider.
    """
    _refuse_own(course, decided_by)
    refuse_unknown_category(register=register, category=category, on=today)
    authorised = ProviderAuthorisation.objects.filter(
        provider=course.provider_id, association=register.association_id
    ).held_on(today)
    if not authorised.exists():
        raise ProviderNotAuthorised(
            nl=f"Deze aanbieder is niet geautoriseerd door {register.association.name}. Autoriseer eerst de aanbieder.",
            en=f"This provider is not authorised by {register.association.name}. Authorise the provider first.",
        )
    try:
        with transaction.atomic():
            accreditation = Accreditation.objects.create(
                course=course,
                register=register,
                category=category,
                quantity=quantity,
                unit=unit,
                tags=tags,
                valid_from=valid_from,
                valid_before=valid_before,
                decided_by_id=decided_by.user_id,
                decided_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "accreditation_one_per_day":
            raise
        raise AccreditationOverlaps(
            nl="Deze scholing is in dit register al geaccrediteerd in (een deel van) deze periode.",
            en="This course is already accredited in this register in (part of) this period.",
        ) from error
    accreditation.refresh_from_db(fields=["uuid"])
    record_event(
        kind="course.accredited",
        subject_type="accreditation",
        subject_uuid=accreditation.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=decided_by,
        now=now,
    )
    return accreditation


def _refuse_own(course: Course, actor: Actor) -> None:
    if any(grant.role in PROVIDER_ROLES and grant.organisation_id == course.provider_id for grant in actor.grants):
        raise ConflictOfInterest(
            nl="U werkt voor deze aanbieder en beslist daarom niet over deze scholing.",
            en="You work for this provider and therefore do not decide on this course.",
        )
