"""Persons, accounts and roles."""

from datetime import date, datetime

from django.db import transaction

from register.access import ASSOCIATION_ROLES, Actor, Role
from register.models import Organisation, Person, Register, RoleGrant, User
from register.reach import past_the_wall
from register.services.events import record_event


@transaction.atomic
@past_the_wall("Somebody who is on no register yet is reached by nobody.")
def add_person(
    *,
    given_name: str,
    family_name: str,
    prefix: str = "",
    email: str = "",
    language: str = "nl",
    actor: Actor | None,
    now: datetime,
) -> Person:
    """Add a natural person. Nothing but what a register needs to address them."""
    person = Person.objects.create(
        given_name=given_name, prefix=prefix, family_name=family_name, email=email, language=language
    )
    person.refresh_from_db(fields=["uuid"])
    record_event(
        kind="person.added",
        subject_type="person",
        subject_uuid=person.uuid,
        person_id=person.pk,
        actor=actor,
        now=now,
    )
    return person


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    organisation: Organisation,
    register: Register | None = None,
    starts_on: date,
    ends_before: date | None = None,
    reason: str,
    granted_by: Actor | None,
    now: datetime,
) -> RoleGrant:
    """Give a user a role for an organisation, or for one register of it. Works on the user's next request."""
    grant, created = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        organisation=organisation,
        register=register,
        starts_on=starts_on,
        defaults={
            "ends_before": ends_before,
            "reason": reason,
            "granted_by_id": granted_by.user_id if granted_by else None,
        },
    )
    if role in ASSOCIATION_ROLES and not user.is_staff:
        User.objects.filter(pk=user.pk).update(is_staff=True)
        user.is_staff = True
    if created:
        record_event(
            kind="role.granted",
            subject_type="user",
            subject_uuid=user.uuid,
            organisation_id=organisation.pk,
            register_id=register.pk if register else None,
            actor=granted_by,
            now=now,
            data={"role": role},
        )
    return grant
