"""Editions that somebody means to go to: put in the calendar, and taken out."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accreditation.models import Edition
from notifications.errors import EditionPlannedAlready
from notifications.models import PlannedEdition
from register.access import Actor
from register.errors import constraint_of
from register.models import Person
from register.services.events import record_event


@transaction.atomic
def plan_edition(*, person: Person, edition: Edition, actor: Actor, now: datetime) -> PlannedEdition:
    """Put an edition in one's calendar. EditionPlannedAlready."""
    try:
        with transaction.atomic():
            planned = PlannedEdition.objects.create(person=person, edition=edition, planned_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "planned_edition_once":
            raise
        raise EditionPlannedAlready(
            nl="Deze uitvoering staat al in uw agenda.", en="This edition is in your calendar already."
        ) from error
    planned.refresh_from_db(fields=["uuid"])
    _record("edition-plan.made", planned, actor, now)
    return planned


@transaction.atomic
def drop_planned_edition(*, planned: PlannedEdition, actor: Actor, now: datetime) -> None:
    """Take an edition out of one's calendar again."""
    if PlannedEdition.objects.filter(pk=planned.pk).delete()[0]:
        _record("edition-plan.dropped", planned, actor, now)


def _record(kind: str, planned: PlannedEdition, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="edition",
        subject_uuid=planned.edition.uuid,
        person_id=planned.person_id,
        actor=actor,
        now=now,
    )
