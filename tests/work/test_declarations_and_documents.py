"""Declarations in which somebody else has a part, and documents that end: what counts, and who is warned when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from portfolio.models import LedgerEntry, Record, RecordStatement
from portfolio.services.records.entering import Use, enter_record, withdraw_record
from portfolio.services.records.statements import ask_statement, give_statement
from portfolio.services.records.warning import warn_of_endings
from register.access import Actor
from register.clock import now, today
from register.errors import Conflict
from register.models import Event
from tests.conftest import client_of
from tests.factories.evidence import EvidenceFactory
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    UserFactory,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def registered(code, **registration):
    register = RegisterFactory(code=code)
    RegulationFactory(register=register)
    return RegistrationFactory(register=register, person=PersonFactory(), **registration)


def met(client, registration):
    standing = client.get(f"/api/v1/registrations/{registration.uuid}/standing").json()
    return {one["code"]: one["met"] for one in standing["requirements"]}


def declare(client, registration, rule, **changes):
    body = {
        "sort": "DECLARATION",
        "title": rule,
        "from": (today() - timedelta(days=30)).isoformat(),
        "uses": [{"registration": str(registration.uuid), "rule": rule}],
    } | changes
    answer = client.post("/api/v1/records", body, format="json")
    assert answer.status_code == 201, answer.content
    return answer.json()


@pytest.mark.django_db
def test_a_reflective_discussion_counts_once_a_colleague_of_the_register_confirms_it(anonymous):
    registration = registered("nmc")
    begin = today() - timedelta(days=365)
    CycleFactory(registration=registration, starts_on=begin, ends_before=begin + timedelta(days=3 * 365))
    colleague = RegistrationFactory(register=registration.register, person=PersonFactory())
    nurse = client_of(UserFactory(person=registration.person))
    record = declare(nurse, registration, "reflective-discussion")
    asked = nurse.post(
        f"/api/v1/records/{record['uuid']}/statements",
        {"role": "PARTNER", "name": "J. Doe", "email": "doe@nmc.example"},
        format="json",
    ).json()
    statement = RecordStatement.objects.get(uuid=asked["uuid"])
    place = f"/api/v1/record-statements/{statement.uuid}"
    read = anonymous.post(f"{place}/readings", {"key": statement.key}, format="json").json()
    said = {"key": statement.key, "name": "J. Doe"}

    stranger = anonymous.post(f"{place}/confirmations", said, format="json")
    own = anonymous.post(f"{place}/confirmations", said | {"registrationNumber": registration.number}, format="json")
    assert met(nurse, registration)["reflective-discussion"] is False
    anonymous.post(f"{place}/confirmations", said | {"registrationNumber": colleague.number}, format="json")

    assert read["asksForNumber"] is True
    assert {one.json()["errors"][0]["code"] for one in (stranger, own)} == {"not-registered"}
    assert met(nurse, registration)["reflective-discussion"] is True
    assert LedgerEntry.objects.live().get().details == {"by": "nmc-registrant"}


@pytest.mark.django_db
def test_a_declaration_of_ones_own_counts_at_once():
    registration = registered("nmc")
    CycleFactory(registration=registration, starts_on=date(2025, 1, 1), ends_before=date(2028, 1, 1))
    nurse = client_of(UserFactory(person=registration.person))
    assert met(nurse, registration)["health-character"] is False

    declare(nurse, registration, "health-character")

    assert met(nurse, registration)["health-character"] is True
    assert LedgerEntry.objects.live().get().validation == "SELF_DECLARED"


@pytest.mark.django_db
def test_a_certificate_needs_its_file_and_its_last_day_and_holds_the_file():
    registration = registered("skj-professional")
    worker = client_of(UserFactory(person=registration.person))
    body = {
        "sort": "DOCUMENT",
        "title": "VOG",
        "from": "2025-03-01",
        "uses": [{"registration": str(registration.uuid), "rule": "conduct-certificate"}],
    }
    refused = worker.post("/api/v1/records", body, format="json").json()
    evidence = EvidenceFactory(person=registration.person)
    another = EvidenceFactory()

    stolen = worker.post(
        "/api/v1/records", body | {"until": "2028-02-29", "evidence": str(another.uuid)}, format="json"
    )
    entered = worker.post(
        "/api/v1/records", body | {"until": "2028-02-29", "evidence": str(evidence.uuid)}, format="json"
    )

    assert {one["location"] for one in refused["errors"]} == {"#/until", "#/evidence"}
    assert stolen.status_code == 400
    assert entered.status_code == 201, entered.content
    entry = LedgerEntry.objects.live().get()
    assert (entry.kind, entry.during.lower, entry.during.upper) == ("status", date(2025, 3, 1), date(2028, 3, 1))
    kept = worker.post(f"/api/v1/evidence-files/{evidence.uuid}/removals", {}, format="json")
    assert (kept.status_code, kept.json()["code"]) == (409, "evidence-settled")
    worker.post(f"{entered['Location']}/withdrawals", {}, format="json")
    assert worker.post(f"/api/v1/evidence-files/{evidence.uuid}/removals", {}, format="json").status_code == 201


def told_on(*days: date) -> list[tuple[date, str]]:
    """On which of the days a warning went out, and which."""
    told = []
    for day in days:
        moment = datetime.combine(day, time(6), AMSTERDAM)
        warn_of_endings(on=day, now=moment)
        warn_of_endings(on=day, now=moment)
        told += [(day, kind) for kind in Event.objects.filter(recorded_at=moment).values_list("kind", flat=True)]
    return told


@pytest.mark.django_db
def test_the_holder_of_a_certificate_is_warned_once_for_each_length_of_time_and_once_when_it_ended():
    registration = registered("skj-professional")
    enter_certificate(registration, until=date(2027, 5, 31))
    days = [date(2027, 2, 27), date(2027, 2, 28), date(2027, 4, 29), date(2027, 4, 30), date(2027, 5, 31)]

    told = told_on(*days, date(2027, 6, 1), date(2027, 6, 2))

    assert told == [
        (date(2027, 2, 28), "record.ending"),
        (date(2027, 4, 30), "record.ending"),
        (date(2027, 6, 1), "record.expired"),
    ]


@pytest.mark.django_db
def test_who_entered_a_later_certificate_is_not_warned_of_the_earlier_one():
    registration = registered("skj-professional")
    enter_certificate(registration, until=date(2027, 5, 31))
    enter_certificate(registration, until=date(2030, 5, 31), title="VOG, nieuw")

    assert told_on(date(2027, 2, 28), date(2027, 6, 1)) == []


@pytest.mark.django_db
def test_a_warner_that_was_away_speaks_once_for_all_that_has_come():
    registration = registered("skj-professional")
    enter_certificate(registration, until=date(2027, 5, 31))

    assert told_on(date(2027, 5, 15)) == [(date(2027, 5, 15), "record.ending")]


def enter_certificate(registration, *, until, title="VOG"):
    user = UserFactory()
    evidence = EvidenceFactory(person=registration.person)
    values = {"sort": "DOCUMENT", "title": title, "starts_on": date(2024, 6, 1), "ends_on": until, "evidence": evidence}
    return enter_record(
        person=registration.person,
        values=values,
        uses=[Use(registration, "conduct-certificate")],
        actor=Actor(user.pk, registration.person_id),
        today=date(2026, 11, 22),
        now=now(),
    )


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_statement_and_a_withdrawal_at_the_same_moment_leave_nothing_counting():
    registration = registered("big-nurse")
    actor = Actor(UserFactory(person=registration.person).pk, registration.person_id)
    values = {"sort": "WORK", "title": "Werk", "starts_on": date(2024, 1, 1), "hours_per_week": 20}
    use = Use(registration, "contract")
    record = enter_record(person=registration.person, values=values, uses=[use], actor=actor, today=today(), now=now())
    statement = ask_statement(record=record, role="EMPLOYER", name="B", email="b@b.example", actor=actor, now=now())
    start = Barrier(2)

    def at_once(step):
        try:
            start.wait()
            return step()
        except Conflict:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        give = pool.submit(at_once, lambda: give_statement(statement=statement, key=statement.key, name="B", now=now()))
        take = pool.submit(at_once, lambda: withdraw_record(record=record, actor=actor, now=now()))
        give.result(), take.result()

    assert Record.objects.get().state == "WITHDRAWN"
    assert not LedgerEntry.objects.live().exists()
