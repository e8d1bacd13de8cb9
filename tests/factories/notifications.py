"""Rows of the app `notifications`."""

from datetime import date, timedelta

import factory

from notifications.models import Notice
from tests.factories.register import NOW, CycleFactory, Row


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
