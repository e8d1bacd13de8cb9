"""Rows of records: work, declarations, documents, and what others are asked to state about them."""

from datetime import date, timedelta

import factory

from portfolio.models import Record, RecordStatement, RecordUse
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, Row, UserFactory


class RecordFactory(Row):
    """Work as a nurse that goes on."""

    class Meta:
        model = Record

    person = factory.SubFactory(PersonFactory)
    sort = "WORK"
    title = factory.Sequence(lambda n: f"Verpleegkundige {n}")
    organisation = "Ziekenhuis Oost"
    starts_on = date(2024, 3, 1)
    hours_per_week = 28
    entered_on = NOW.date()
    entered_by = factory.SubFactory(UserFactory)


class RecordUseFactory(Row):
    """That work in a registration of the same person, where nothing counts it yet."""

    class Meta:
        model = RecordUse

    registration = factory.SubFactory(RegistrationFactory)
    record = factory.SubFactory(RecordFactory, person=factory.SelfAttribute("..registration.person"))
    rule = "contract"


class RecordStatementFactory(Row):
    """What an employer is asked and has not answered."""

    class Meta:
        model = RecordStatement

    record = factory.SubFactory(RecordFactory)
    role = "EMPLOYER"
    name = "A. de Boer"
    email = "boer@ziekenhuis.example"
    asked_at = NOW
    expires_at = NOW + timedelta(days=60)
