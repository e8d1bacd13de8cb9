"""Rows of the app `notifications`."""

from datetime import date, timedelta

import factory

from notifications.models import Notice, NoticeText
from tests.factories.register import NOW, AssociationFactory, CycleFactory, Row, UserFactory


class NoticeFactory(Row):
    """A queued reminder, six months before the end of a nurse's cycle."""

    class Meta:
        model = Notice

    kind = "cycle-reminder"
    channel = "email"
    cycle = factory.SubFactory(CycleFactory)
    registration = factory.SelfAttribute("cycle.registration")
    person = factory.SelfAttribute("cycle.registration.person")
    milestone = "earn:6 months"
    deadline_on = factory.LazyAttribute(lambda row: row.cycle.ends_before - timedelta(days=1))
    due_on = date(2026, 8, 28)
    not_before = NOW
    message_id = factory.Sequence(lambda n: f"<notice-{n}@leerregister.example>")
    planned_at = NOW


class NoticeTextFactory(Row):
    """A draft of the reminder in an association's own words."""

    class Meta:
        model = NoticeText

    association = factory.SubFactory(AssociationFactory)
    kind = "cycle-reminder"
    language = "nl"
    channel = "email"
    version = 1
    subject = "{register}: nog {time_left}"
    body = "Hoi {name},\n\n# Nog te doen\n{short}\n\n{missed}\n\n[Kijk hoe je ervoor staat]({link})\n\nVoor {deadline}."
    drafted_by = factory.SubFactory(UserFactory)
    drafted_at = NOW
