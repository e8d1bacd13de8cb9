"""Rows of evidence."""

import factory

from accreditation.rules.files.recognising import PDF
from portfolio.models import Evidence, MissingAttendance
from tests.factories.accreditation import EditionFactory
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, Row, UserFactory


class EvidenceFactory(Row):
    """A small PDF that its owner keeps; the row alone, without a file in the store."""

    class Meta:
        model = Evidence

    person = factory.SubFactory(PersonFactory)
    file_name = "certificaat.pdf"
    media_type = PDF
    size = 60
    digest = factory.Sequence(lambda n: f"{n:064x}")
    key = factory.Sequence(lambda n: f"{n % 256:02x}/{n:048x}")
    added_by = factory.SubFactory(UserFactory)
    added_at = NOW


class MissingAttendanceFactory(Row):
    """A question that the provider has yet to answer."""

    class Meta:
        model = MissingAttendance

    registration = factory.SubFactory(RegistrationFactory)
    edition = factory.SubFactory(EditionFactory)
    attended_on = factory.LazyAttribute(lambda row: row.edition.starts_on)
    statement = "Ik was er."
    asked_at = NOW
    answer_by = factory.LazyFunction(lambda: NOW.date())
