"""A person's calendar by a secret link: what stands in it, to whom it opens, and what another reader makes of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from django.test import Client

from accreditation.services.editions import cancel_edition, change_edition
from notifications.models import CalendarFeed
from notifications.services.calendars.editions import plan_edition
from notifications.services.calendars.links import make_link
from notifications.services.deadlines import note_deadlines
from portfolio.models import AuditRound, Decision
from register.access import Actor
from register.clock import now, today
from register.models import User
from tests.audits.auditing import drawn
from tests.conftest import client_of
from tests.decisions.committee import Office
from tests.factories.accreditation import CourseFactory, EditionFactory, MeetingFactory
from tests.factories.records import RecordFactory
from tests.factories.reflection import DutyFactory
from tests.factories.register import AttributeFactory, CycleFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=90)


@pytest.fixture
def cycle():
    cycle = CycleFactory(starts_on=today() - timedelta(days=400), ends_before=today() + timedelta(days=400))
    AttributeFactory(registration=cycle.registration, starts_on=cycle.starts_on)
    note_deadlines()
    return cycle


@pytest.fixture
def user(cycle) -> User:
    return UserFactory(person=cycle.registration.person)


def link_of(user):
    _, url = make_link(person=user.person, actor=Actor(user_id=user.pk, person_id=user.person_id), now=now())
    return url.removeprefix("http://127.0.0.1:8000")


def read(link, **headers):
    return Client().get(link, headers=headers)


def events_in(answer):
    """The events of a calendar by their UID, as vobject reads them."""
    check_lines(answer.content)
    calendar = vobject.readOne(answer.content.decode())
    return {event.uid.value: event for event in getattr(calendar, "vevent_list", [])}


def check_lines(content):
    """Every line ends in CRLF and has 75 octets at most (RFC 5545, 3.1)."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def planned(user, edition):
    actor = Actor(user_id=user.pk, person_id=user.person_id)
    return plan_edition(person=user.person, edition=edition, actor=actor, now=now())


def test_the_last_days_of_a_person_stand_in_the_calendar_and_nobody_elses(user, cycle):
    duty = DutyFactory(registration=cycle.registration, due_on=SOON, title="Leert omgaan met klachten")
    document = RecordFactory(
        person=user.person, sort="DOCUMENT", title="BHV", ends_on=SOON, hours_per_week=None, quantity=None
    )
    DutyFactory(registration=RegistrationFactory(register=cycle.registration.register), due_on=SOON)
    RecordFactory(person=user.person, sort="DOCUMENT", ends_on=today() - timedelta(days=99), hours_per_week=None)

    answer = read(link_of(user))

    events = events_in(answer)
    register = cycle.registration.register.name
    assert {uid: (event.summary.value, event.dtstart.value) for uid, event in events.items()} == {
        f"{cycle.uuid}-earn": (f"{register}: laatste dag van uw cyclus", cycle.ends_before - timedelta(days=1)),
        str(duty.uuid): (f"{register}: laatste dag van een verplichting", SOON),
        str(document.uuid): ("Laatste dag van een document", SOON),
    }
    assert events[str(duty.uuid)].dtend.value == SOON + timedelta(days=1)
    assert events[str(duty.uuid)].url.value == f"http://127.0.0.1:8000/api/v1/duties/{duty.uuid}"
    text = answer.content.decode()
    assert user.person.family_name not in text
    assert "klachten" not in text
    assert "BHV" not in text


def test_what_others_wait_for_stands_in_it_until_it_is_given(user, cycle):
    at, link = now(), link_of(user)
    audit = drawn(cycle, by=UserFactory(), at=at)
    asked = AuditRound.objects.create(audit=audit, number=1, opened_at=at, reply_by=SOON)
    office = Office(cycle)
    intended = office.intend(office.prepare())
    Decision.objects.filter(pk=intended.pk).update(view_until=SOON)

    events = events_in(read(link))
    ends = {uid: event.summary.value.partition(": ")[2] for uid, event in events.items()}
    assert ends[f"{audit.uuid}-1"] == "laatste dag om op de controle te antwoorden"
    assert ends[f"{intended.uuid}-view"] == "laatste dag voor uw zienswijze"

    AuditRound.objects.filter(pk=asked.pk).update(ended_at=at)
    Decision.objects.filter(pk=intended.pk).update(view_until=today() - timedelta(days=31))
    assert set(events_in(read(link))) == {f"{cycle.uuid}-earn"}


def test_it_is_in_the_language_of_the_person(user, cycle):
    type(user.person).objects.update(language="en")

    (event,) = events_in(read(link_of(user))).values()

    assert event.summary.value.endswith(": last day of your cycle")


def test_a_registration_that_has_ended_leaves_the_calendar(user, cycle):
    link = link_of(user)
    type(cycle.registration).objects.update(ended_before=today())

    assert events_in(read(link)) == {}


def test_planned_editions_stand_in_it_meeting_by_meeting_and_change_with_a_higher_sequence(user, cycle):
    actor = Actor(user_id=UserFactory().pk)
    title = "Wondzorg, diabetes en “de lange lijn”: een naam die over de vijfenzeventig tekens heen gaat; ja"
    edition = EditionFactory(course=CourseFactory(title=title), starts_on=SOON, ends_on=SOON + timedelta(days=1))
    meeting = MeetingFactory(edition=edition, starts_at=datetime.combine(SOON, time(12), UTC))
    online = EditionFactory(starts_on=SOON, ends_on=SOON + timedelta(days=9), place="", online=True)
    planned(user, edition)
    planned(user, online)
    link = link_of(user)

    before = events_in(read(link))
    first, whole = before[str(meeting.uuid)], before[str(online.uuid)]
    assert (first.summary.value, first.location.value) == (title, "Utrecht")
    assert (first.dtstart.value, first.dtend.value) == (meeting.starts_at, meeting.ends_at)
    assert (whole.dtstart.value, whole.dtend.value) == (SOON, SOON + timedelta(days=10))
    assert (whole.sequence.value, whole.status.value) == ("0", "CONFIRMED")

    change_edition(edition=online, changes={"ends_on": SOON + timedelta(days=5)}, actor=actor, now=now())
    cancel_edition(edition=edition, reason="Te weinig deelnemers.", actor=actor, now=now())

    after = events_in(read(link))
    assert set(after) == set(before)
    assert (after[str(online.uuid)].sequence.value, after[str(online.uuid)].dtend.value) == (
        "1",
        SOON + timedelta(days=6),
    )
    assert (after[str(meeting.uuid)].sequence.value, after[str(meeting.uuid)].status.value) == ("1", "CANCELLED")
    untouched = f"{cycle.uuid}-earn"
    assert after[untouched].serialize() == before[untouched].serialize()


def test_the_same_calendar_is_the_same_bytes_and_is_not_sent_twice(user):
    link = link_of(user)
    first = read(link)
    tag = first["ETag"]

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    assert read(link).content == first.content
    again = read(link, if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)

    DutyFactory(registration=user.person.registrations.get(), due_on=SOON)
    assert read(link, if_none_match=tag).status_code == 200


def test_a_link_that_was_renewed_ended_or_made_up_finds_nothing_at_once(user):
    client = client_of(user)
    old = client.post("/api/v1/calendar-feeds", {}).json()
    new = client.post("/api/v1/calendar-feeds", {}).json()
    paths = [url["url"].removeprefix("http://127.0.0.1:8000") for url in (old, new)]

    assert [read(path).status_code for path in paths] == [404, 200]
    rows = client.get("/api/v1/calendar-feeds").json()["results"]
    assert [(row["uuid"], row["readOn"]) for row in rows] == [(new["uuid"], str(today())), (old["uuid"], None)]
    assert "key" not in str(rows)

    ended = client.post(f"/api/v1/calendar-feeds/{new['uuid']}/endings", {})
    assert ended.status_code == 201
    unknown = [*paths, "/calendars/feed.ics", "/calendars/feed.ics?key=", f"/calendars/feed.ics?key={'x' * 101}"]
    assert {read(path).status_code for path in unknown} == {404}
    again = client.post(f"/api/v1/calendar-feeds/{new['uuid']}/endings", {})
    assert again.json()["code"] == "calendar-link-over"


def test_the_key_is_kept_as_a_digest_and_works_no_longer_than_the_account(user):
    link = link_of(user)
    key = link.partition("key=")[2]

    assert len(key) == 43
    assert key.encode() not in bytes(CalendarFeed.objects.get().digest)
    User.objects.update(is_active=False)
    assert read(link).status_code == 404


def test_an_edition_is_planned_once_and_taken_out_again(user, cycle):
    client, edition = client_of(user), EditionFactory(starts_on=SOON, ends_on=date.fromordinal(SOON.toordinal() + 1))
    link = link_of(user)
    entered = client.post("/api/v1/planned-editions", {"edition": str(edition.uuid)})
    assert entered.status_code == 201
    twice = client.post("/api/v1/planned-editions", {"edition": str(edition.uuid)})
    assert twice.json()["code"] == "edition-planned-already"
    assert str(edition.uuid) in events_in(read(link))

    assert client.post(f"{entered['Location']}/removals", {}).status_code == 201
    assert str(edition.uuid) not in events_in(read(link))
