"""The rows of the world about calendars: a link of the member, and an edition in their calendar."""

from typing import Any

from notifications.models import CalendarFeed, PlannedEdition
from tests.factories.accreditation import EditionFactory
from tests.factories.register import NOW


def add_calendars(world: Any) -> None:
    feed = CalendarFeed.objects.create(person=world["person"], digest=b"member", made_at=NOW)
    planned = PlannedEdition.objects.create(person=world["person"], edition=world["edition"], planned_at=NOW)
    for name, row in (("calendar_feed", feed), ("planned_edition", planned)):
        row.refresh_from_db()
        world.rows[name] = row


def add_one_more_in_the_calendar(world: Any, n: int) -> None:
    """One more row in each list of these."""
    CalendarFeed.objects.create(person=world["person"], digest=b"%d" % n, made_at=NOW, ended_at=NOW)
    edition = EditionFactory(course=world["course"])
    PlannedEdition.objects.create(person=world["person"], edition=edition, planned_at=NOW)
