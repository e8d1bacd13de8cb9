"""Overdue attendance: what is over and not reported, who sees it, and what it does to applications."""

from datetime import date, timedelta

import pytest

from accreditation.models import Edition, ProviderBlock
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.overdue_attendance import (
    block_overdue_providers,
    overdue_editions,
    state_nothing_to_report,
)
from register.access import Role
from register.clock import today
from tests.conftest import client_of
from tests.factories.accreditation import AccreditationFactory, AccreditationPolicyFactory, EditionFactory
from tests.factories.portfolio import make_school
from tests.factories.register import NOW, RegistrationFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
ENDED = date(2025, 5, 13)
LAST_DAY_IN_TIME = ENDED + timedelta(days=28)
LATE = LAST_DAY_IN_TIME + timedelta(days=1)


@pytest.fixture
def school():
    return make_school()


def overdue(school, *, on: date = LATE) -> list[Edition]:
    return list(overdue_editions(school.register, on=on))


def test_an_edition_is_overdue_from_the_day_after_the_term(school):
    assert overdue(school, on=LAST_DAY_IN_TIME) == []
    assert overdue(school) == [school.edition]


def test_an_edition_of_which_somebody_is_listed_is_not_overdue(school):
    RegistrationFactory(register=school.register, number="0012345")
    batch = school.send(school.list_of(["0012345"]))
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)

    assert overdue(school) == []


def test_an_edition_that_was_cancelled_or_had_nobody_to_report_is_not_overdue(school):
    other = EditionFactory(course=school.edition.course, status=Edition.Status.CANCELLED)
    assert other not in overdue(school)

    first = state_nothing_to_report(edition=school.edition, actor=school.actor, now=NOW)
    again = state_nothing_to_report(edition=school.edition, actor=school.actor, now=NOW)

    assert first == again
    assert overdue(school) == []


def test_a_course_that_did_not_count_then_is_not_asked_for(school):
    late = AccreditationFactory(register=school.register, valid_from=ENDED + timedelta(days=1))
    EditionFactory(course=late.course)

    assert overdue(school) == [school.edition]


def test_a_register_that_wants_it_blocks_applications_until_attendance_is_reported(school):
    block_overdue_providers(on=LATE, now=NOW)
    assert not ProviderBlock.objects.exists()  # unless its policy says so

    AccreditationPolicyFactory(register=school.register, document={"attendance": {"overdue_blocks": True}})
    assert block_overdue_providers(on=LATE, now=NOW) == 1
    assert block_overdue_providers(on=LATE, now=NOW) == 0
    assert ProviderBlock.objects.standing().get().provider == school.provider

    state_nothing_to_report(edition=school.edition, actor=school.actor, now=NOW)
    assert block_overdue_providers(on=LATE, now=NOW) == 1
    assert not ProviderBlock.objects.standing().exists()


def test_the_office_sees_all_that_is_overdue_and_a_provider_its_own(school):
    recent = today() - timedelta(days=40)
    edition = EditionFactory(course=school.edition.course, starts_on=recent, ends_on=recent)
    path = f"/api/v1/registers/{school.register.code}/overdue-editions"
    office = RoleGrantFactory(role=Role.REGISTRAR, organisation=school.register.association).user
    mine = RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=school.provider).user
    theirs = RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=make_school().provider).user

    for user in (office, mine):
        assert str(edition.uuid) in [row["edition"] for row in client_of(user).get(path).json()["results"]]
    assert client_of(theirs).get(path).json()["results"] == []
