"""Editions and meetings are announced, moved and cancelled, and calendars that follow them can tell."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accreditation.errors import (
    EditionCodeTaken,
    EndsTooSoon,
    IsCancelled,
    IsNowhere,
    MeetingCodeTaken,
    MeetingOutsideEdition,
    NotOfThisKind,
)
from accreditation.models import Edition
from accreditation.services.editions import add_edition, cancel_edition, change_edition
from accreditation.services.meetings import add_meeting, cancel_meeting, change_meeting
from register.models import Event
from tests.factories.accreditation import CourseFactory, EditionFactory, MeetingFactory
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
BY = {"actor": None, "now": NOW}
MAY = {"starts_on": date(2025, 5, 12), "ends_on": date(2025, 5, 13)}
NOON = datetime(2025, 5, 12, 10, tzinfo=UTC)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def meeting(edition):
    return MeetingFactory(edition=edition, starts_at=NOON, ends_at=NOON + timedelta(hours=2))


def test_an_edition_without_a_place_is_online():
    edition = add_edition(course=CourseFactory(), code="E", **MAY, **BY)

    assert (edition.place, edition.online, edition.status, edition.sequence) == ("", True, "PLANNED", 0)


def test_an_edition_in_a_place_may_be_online_too():
    edition = add_edition(course=CourseFactory(), code="E", **MAY, place="Ede", online=True, capacity=30, **BY)

    assert (edition.place, edition.online, edition.capacity) == ("Ede", True, 30)


def test_an_edition_is_somewhere(edition):
    with pytest.raises(IsNowhere):
        add_edition(course=edition.course, code="E", **MAY, online=False, **BY)
    with pytest.raises(IsNowhere):
        change_edition(edition=edition, changes={"place": ""}, **BY)


def test_a_code_names_one_edition_of_a_course_and_may_be_anothers_too(edition):
    assert add_edition(course=CourseFactory(), code=edition.code, **MAY, **BY)
    with pytest.raises(EditionCodeTaken):
        add_edition(course=edition.course, code=edition.code, **MAY, **BY)


def test_e_learning_has_no_place_and_no_meetings():
    course = CourseFactory(kind="E_LEARNING")

    with pytest.raises(NotOfThisKind):
        add_edition(course=course, code="E", **MAY, place="Ede", **BY)
    edition = add_edition(course=course, code="E", **MAY, **BY)
    with pytest.raises(NotOfThisKind):
        add_meeting(edition=edition, code="A", starts_at=NOON, ends_at=NOON + timedelta(hours=1), **BY)


@pytest.mark.parametrize(
    ("changes", "status", "kind"),
    [
        ({"starts_on": date(2025, 5, 13)}, "MOVED", "edition.moved"),
        ({"place": "Zwolle"}, "MOVED", "edition.moved"),
        ({"online": True}, "MOVED", "edition.moved"),
        ({"capacity": 12}, "PLANNED", "edition.changed"),
        ({"language": "en"}, "PLANNED", "edition.changed"),
    ],
)
def test_other_days_or_another_place_make_an_edition_moved(edition, changes, status, kind):
    changed = change_edition(edition=edition, changes=changes, **BY)

    changed.refresh_from_db()
    assert (changed.status, changed.sequence) == (status, 1)
    assert Event.objects.get(subject_uuid=edition.uuid).kind == kind


def test_the_event_of_a_move_says_what_it_was_before(edition):
    change_edition(edition=edition, changes={"starts_on": date(2025, 5, 11), "place": "Zwolle"}, **BY)

    assert Event.objects.get(kind="edition.moved").data == {
        "changed": ["place", "starts_on"],
        "before": {"starts_on": "2025-05-12", "place": "Utrecht"},
    }


def test_what_changes_nothing_is_no_event(edition, meeting):
    change_edition(edition=edition, changes={"place": "Utrecht"}, **BY)
    change_meeting(meeting=meeting, changes={"place": "Utrecht"}, **BY)

    assert not Event.objects.exists()


def test_an_edition_that_moves_takes_its_meetings_along_at_the_same_time_of_day(edition, meeting):
    days = {"starts_on": date(2025, 11, 12), "ends_on": date(2025, 11, 13)}

    change_edition(edition=edition, changes=days, **BY)

    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2025, 11, 12, 11, tzinfo=UTC)  # 12:00 in winter as in summer
    assert (meeting.status, meeting.sequence) == ("MOVED", 1)


def test_an_edition_does_not_shrink_past_its_meetings(edition, meeting):
    late = meeting.starts_at + timedelta(days=1)
    MeetingFactory(edition=edition, starts_at=late)

    with pytest.raises(MeetingOutsideEdition):
        change_edition(edition=edition, changes={"ends_on": edition.starts_on}, **BY)
    with pytest.raises(EndsTooSoon):
        change_edition(edition=edition, changes={"ends_on": date(2025, 5, 11)}, **BY)


def test_a_meeting_lies_within_the_days_of_its_edition_by_the_clock_of_the_registers(edition, meeting):
    before_midnight = datetime(2025, 5, 13, 21, tzinfo=UTC)  # 23:00 in Amsterdam
    add_meeting(
        edition=edition, code="A", starts_at=before_midnight, ends_at=before_midnight.replace(hour=21, minute=59), **BY
    )

    with pytest.raises(MeetingOutsideEdition):
        add_meeting(
            edition=edition, code="B", starts_at=before_midnight, ends_at=before_midnight + timedelta(hours=1), **BY
        )
    with pytest.raises(MeetingOutsideEdition):
        change_meeting(meeting=meeting, changes={"starts_at": NOON - timedelta(days=1)}, **BY)


def test_a_meeting_is_where_its_edition_is_unless_it_says_otherwise(edition):
    times = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=1)}

    here = add_meeting(edition=edition, code="A", **times, **BY)
    there = add_meeting(edition=edition, code="B", **times, place="Ede", **BY)
    anywhere = add_meeting(edition=edition, code="C", **times, online=True, **BY)

    assert [(one.place, one.online) for one in (here, there, anywhere)] == [
        ("Utrecht", False),
        ("Ede", False),
        ("", True),
    ]


def test_a_code_names_one_meeting_of_an_edition(edition, meeting):
    with pytest.raises(MeetingCodeTaken):
        add_meeting(edition=edition, code=meeting.code, starts_at=NOON, ends_at=NOON + timedelta(hours=1), **BY)


def test_a_meeting_ends_after_it_starts_and_is_somewhere(meeting):
    with pytest.raises(EndsTooSoon):
        change_meeting(meeting=meeting, changes={"ends_at": meeting.starts_at}, **BY)
    with pytest.raises(IsNowhere):
        change_meeting(meeting=meeting, changes={"place": ""}, **BY)


def test_another_moment_makes_a_meeting_moved_and_another_title_does_not(meeting):
    assert change_meeting(meeting=meeting, changes={"title": "Middag"}, **BY).status == "PLANNED"
    moved = change_meeting(meeting=meeting, changes={"ends_at": NOON + timedelta(hours=3)}, **BY)

    assert (moved.status, moved.sequence) == ("MOVED", 2)
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == ["meeting.changed", "meeting.moved"]


def test_a_cancelled_edition_stays_so_and_its_meetings_too(edition, meeting):
    cancel_edition(edition=edition, reason="Ziek.", **BY)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.sequence) == ("CANCELLED", 1)
    assert Event.objects.get(kind="edition.cancelled").data == {"reason": "Ziek."}
    for change in (
        lambda: cancel_edition(edition=edition, reason="Weer.", **BY),
        lambda: change_edition(edition=edition, changes={"place": "Ede"}, **BY),
        lambda: add_meeting(edition=edition, code="N", starts_at=NOON, ends_at=NOON + timedelta(hours=1), **BY),
        lambda: change_meeting(meeting=meeting, changes={"title": "x"}, **BY),
        lambda: cancel_meeting(meeting=meeting, reason="Weer.", **BY),
    ):
        with pytest.raises(IsCancelled):
            change()
    assert Event.objects.count() == 1


def test_an_edition_goes_on_without_a_cancelled_meeting(edition, meeting):
    cancel_meeting(meeting=meeting, reason="Ziek.", **BY)
    MeetingFactory(edition=edition)

    assert change_edition(edition=edition, changes={"starts_on": date(2025, 5, 13), "ends_on": date(2025, 5, 14)}, **BY)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.starts_at) == ("CANCELLED", NOON)


@pytest.mark.parametrize(
    "wrong", [{"ends_on": date(2025, 5, 11)}, {"place": "", "online": False}, {"capacity": 0}, {"code": "taken"}]
)
def test_the_database_refuses_an_edition_that_cannot_be(edition, wrong):
    EditionFactory(course=edition.course, code="taken")

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**wrong)
