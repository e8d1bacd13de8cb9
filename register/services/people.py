"""Persons."""

from datetime import datetime

from django.db import transaction

from register.access import Actor
from register.models import Person
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
