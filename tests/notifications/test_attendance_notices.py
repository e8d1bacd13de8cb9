"""Notices about attendance: the office hears that a late change waits, the sender what was decided, and why."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from notifications.catalogue import EVENT_KINDS, Audience
from notifications.models import Notice
from notifications.selectors.recipients import recipients_of
from notifications.services.hearing import plan_event_notices
from portfolio.models import AttendanceChange
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from register.access import Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.connections import LinkFactory
from tests.factories.portfolio import DAY, AttendanceBatchFactory, make_members, make_school
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory
from tests.notifications.steps import deliver
from tests.portfolio.attendance_desk import book

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
LATER = NOW + timedelta(days=365)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def registrar(school):
    return RoleGrantFactory(
        role=Role.REGISTRAR, organisation=school.register.association, user__person=PersonFactory()
    ).user


def send(school, numbers, now, **manner):
    rows = [
        GivenRow(line, number=number, edition_code=school.edition.code, attended_on=DAY)
        for line, number in enumerate(numbers, start=1)
    ]
    batch, _ = receive_rows(
        provider=school.provider, rows=rows, source="JSON", actor=school.actor, now=now, manner=Manner(**manner)
    )
    return book(batch)


def heard(kind):
    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    return [(notice.person, notice.address) for notice in Notice.objects.filter(kind=kind)]


def read(kind, post):
    when = Event.objects.latest("id").recorded_at
    deliver(Notice.objects.get(kind=kind), at=when, on=when.date())
    return post.mails[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_the_office_hears_of_a_late_change_once_for_the_list_and_the_sender_of_the_outcome(school, registrar, post):
    members = make_members(school.register, 2)
    send(school, members, NOW)
    send(school, members, LATER, message="WITHDRAW")

    assert heard("attendance-change-requested-office") == [(registrar.person, "")]
    text = read("attendance-change-requested-office", post)
    assert "Het gaat om: 2" in text
    assert "/api/v1/attendance-changes" in text

    change = AttendanceChange.objects.order_by("id")[0]
    decided = client_of(registrar).post(
        f"/api/v1/attendance-changes/{change.uuid}/decisions", {"accepted": True, "reason": "Getekende lijst gezien."}
    )
    assert decided.status_code == 201, decided.content
    assert heard("attendance-change-accepted") == [(change.entry.person, "")]
    (person, address) = heard("attendance-change-accepted-sender")[0]
    assert (person, address) == (school.sender.person, "" if school.sender.person else school.sender.email)
    assert "Toelichting: Getekende lijst gezien." in read("attendance-change-accepted-sender", post)


def test_a_machine_that_sent_a_list_does_not_read_so_those_who_report_for_it_hear(school):
    clerk = RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=school.provider).user
    link = LinkFactory(connection__provider=school.provider)
    batch = AttendanceBatchFactory(provider=school.provider, received_by=link.connection.account)
    parked = Event(kind="attendance.parked", subject_type="attendance-batch", subject_uuid=batch.uuid, data={})

    told = recipients_of(parked, Audience.SENDER, on=NOW.date())

    assert (clerk.person or clerk.email) in told
    assert link.connection.account.email not in told


def test_the_office_hears_that_a_connection_asks_to_book_and_the_provider_what_was_decided(school, registrar, post):
    manager = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=school.provider, user__person=None).user
    link = LinkFactory(connection__provider=school.provider, association=school.register.association)
    address = f"/api/v1/connections/{link.connection.uuid}"
    association = {"association": str(link.association.uuid)}

    assert client_of(manager).post(f"{address}/activations", association).status_code == 201
    assert heard("connection-activation-requested-office") == [(registrar.person, "")]
    body = association | {"granted": False, "reason": "Nog drie fouten."}
    assert client_of(registrar).post(f"{address}/activation-decisions", body).status_code == 201
    assert (None, manager.email) in heard("connection-put-in-test-provider")
    assert "Toelichting: Nog drie fouten." in read("connection-put-in-test-provider", post)


def test_every_event_of_attendance_is_told_or_the_book_says_why_not():
    services = ROOT / "portfolio" / "services"
    files = [*(services / "attendance").glob("*.py"), *(services / "connections").glob("*.py")]
    files += [services / "overdue_attendance.py", services / "missing_attendance.py"]
    raised = set(re.findall(r"\"((?:attendance|connection|missing-attendance)\.[a-z-]+)\"", "".join(
        path.read_text() for path in files
    )))  # fmt: skip
    raised |= {f"attendance.change-{state.lower()}" for state in ("ACCEPTED", "REFUSED")}
    rows = [row.split("|")[1] for row in (ROOT / "docs" / "notices.md").read_text().splitlines() if row[:3] == "| `"]
    argued = set(re.findall(r"`(.*?)`", " ".join(rows)))

    assert len(raised) > 10
    assert raised - set(EVENT_KINDS) - argued == set()
