"""Journeys over HTTP: a nurse enters work, the employer states it by the link of a mail, and the standing follows."""

from datetime import date, timedelta

import pytest

from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.models import LedgerEntry, RecordStatement
from register.access import Role
from register.clock import now, today
from register.models import Event
from tests.conftest import client_of
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.notifications.steps import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    register = RegisterFactory(code="big-nurse")
    RegulationFactory(register=register)
    begin = today() - timedelta(days=4 * 365)
    registration = RegistrationFactory(register=register, person=PersonFactory(), registered_on=begin)
    return CycleFactory(registration=registration, starts_on=begin, ends_before=begin + timedelta(days=5 * 365))


@pytest.fixture
def nurse(cycle):
    return client_of(UserFactory(person=cycle.registration.person))


@pytest.fixture
def office(cycle):
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=cycle.registration.register.association).user)


def job(cycle, **changes):
    return {
        "sort": "WORK",
        "title": "Verpleegkundige",
        "organisation": "Ziekenhuis Oost",
        "from": (today() - timedelta(days=3 * 365)).isoformat(),
        "hoursPerWeek": "28",
        "uses": [{"registration": str(cycle.registration.uuid), "rule": "contract"}],
    } | changes


def enter(nurse, body):
    answer = nurse.post("/api/v1/records", body, format="json")
    assert answer.status_code == 201, answer.content
    return answer["Location"]


def ask(nurse, place, **changes):
    body = {"role": "EMPLOYER", "name": "A. de Boer", "email": "boer@ziekenhuis.example"} | changes
    answer = nurse.post(f"{place}/statements", body, format="json")
    assert answer.status_code == 201, answer.content
    return RecordStatement.objects.get(uuid=answer.json()["uuid"])


def link(statement, step):
    return f"/api/v1/record-statements/{statement.uuid}/{step}"


def work_in(nurse, cycle):
    """Whether the hours of work are met."""
    standing = nurse.get(f"/api/v1/registrations/{cycle.registration.uuid}/standing").json()
    (met,) = (one["met"] for one in standing["requirements"] if one["code"] == "work")
    return met


def test_hours_of_work_count_once_the_employer_states_them_by_the_link_of_the_mail(nurse, anonymous, cycle, post):
    place = enter(nurse, job(cycle))
    assert nurse.get(place).json()["uses"][0]["needs"] == ["employer"]
    assert work_in(nurse, cycle) is False
    statement = ask(nurse, place)

    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    notice = Notice.objects.get(kind="record-statement-asked")
    deliver(notice, at=when, on=when.date())
    (mail,) = post.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "boer@ziekenhuis.example"
    assert statement.key in text
    assert "Ziekenhuis Oost" in text
    assert statement.key not in Notice.objects.get(pk=notice.pk).body
    read = anonymous.post(link(statement, "readings"), {"key": statement.key}, format="json").json()
    assert (read["professional"], read["hoursPerWeek"]) == (cycle.registration.person.full_name, "28")
    given = anonymous.post(
        link(statement, "confirmations"), {"key": statement.key, "name": "A. de Boer"}, format="json"
    )

    assert (given.status_code, given.json()["state"]) == (201, "GIVEN")
    assert work_in(nurse, cycle) is True
    (entry,) = LedgerEntry.objects.live()
    assert (entry.validation, entry.details) == ("CONFIRMED", {"hours_per_week": "28"})
    assert nurse.get(place).json()["uses"][0]["entry"] == str(entry.uuid)


def test_a_key_opens_its_own_statement_only_and_once(nurse, anonymous, cycle):
    place = enter(nurse, job(cycle))
    statement = ask(nurse, place)
    other = ask(nurse, place, role="CONFIRMER")

    wrong = anonymous.post(link(statement, "readings"), {"key": other.key}, format="json")
    anonymous.post(link(statement, "refusals"), {"key": statement.key, "remark": "Tot en met juni."}, format="json")
    again = anonymous.post(link(statement, "confirmations"), {"key": statement.key, "name": "A"}, format="json")

    assert (wrong.status_code, wrong.json()["code"]) == (409, "record-statement-not-open")
    assert (again.status_code, again.json()["code"]) == (409, "record-statement-not-open")
    assert work_in(nurse, cycle) is False
    ask(nurse, place)  # another may be asked


def test_an_end_before_it_was_stated_reverses_what_counted_and_asks_nobody_anew(nurse, anonymous, cycle):
    place = enter(nurse, job(cycle))
    statement = ask(nurse, place)
    anonymous.post(link(statement, "confirmations"), {"key": statement.key, "name": "A. de Boer"}, format="json")
    ended = today() - timedelta(days=2 * 365)

    answer = nurse.post(f"{place}/endings", {"until": ended.isoformat()}, format="json")

    assert (answer.status_code, answer.json()["until"]) == (201, ended.isoformat())
    (entry,) = LedgerEntry.objects.live()
    assert entry.effective_on == ended
    assert LedgerEntry.objects.count() == 3
    assert work_in(nurse, cycle) is False


def test_a_replacement_counts_once_stated_and_until_then_the_old_one_does(nurse, anonymous, cycle):
    place = enter(nurse, job(cycle))
    statement = ask(nurse, place)
    anonymous.post(link(statement, "confirmations"), {"key": statement.key, "name": "A. de Boer"}, format="json")
    (old,) = LedgerEntry.objects.live()

    better = enter(nurse, job(cycle, hoursPerWeek="32", replaces=place.rpartition("/")[2]))
    assert LedgerEntry.objects.live().get() == old
    again = ask(nurse, better)
    anonymous.post(link(again, "confirmations"), {"key": again.key, "name": "A. de Boer"}, format="json")

    assert LedgerEntry.objects.live().get().details == {"hours_per_week": "32"}
    assert nurse.get(place).json()["state"] == "REPLACED"
    assert nurse.post(f"{place}/withdrawals", {}, format="json").status_code == 409


def test_the_same_work_is_entered_once_and_what_is_withdrawn_counts_no_more(nurse, anonymous, cycle):
    place = enter(nurse, job(cycle))
    again = nurse.post("/api/v1/records", job(cycle), format="json")
    assert (again.status_code, again.json()["code"]) == (409, "record-entered-already")
    statement = ask(nurse, place)
    anonymous.post(link(statement, "confirmations"), {"key": statement.key, "name": "A. de Boer"}, format="json")

    nurse.post(f"{place}/withdrawals", {}, format="json")

    assert not LedgerEntry.objects.live().exists()
    enter(nurse, job(cycle))


def test_everything_that_is_wrong_is_named_at_once(nurse, cycle):
    tomorrow = (today() + timedelta(days=1)).isoformat()
    wrong = job(cycle, **{"from": tomorrow, "hoursPerWeek": "200"})
    wrong["uses"][0] |= {"rule": "nowhere"}

    answer = nurse.post("/api/v1/records", wrong, format="json").json()

    assert {(one["location"], one["code"]) for one in answer["errors"]} == {
        ("#/from", "in-the-future"),
        ("#/hoursPerWeek", "too-many"),
        ("#/uses/0/rule", "unknown-rule"),
    }


def test_nobody_states_their_own_work_or_asks_a_town(nurse, cycle):
    place = enter(nurse, job(cycle))
    own = nurse.post(
        f"{place}/statements",
        {"role": "EMPLOYER", "name": "Ik", "email": cycle.registration.person.email.upper()},
        format="json",
    )
    assert own.json()["errors"][0]["code"] == "own-address"

    statement = None
    for _ in range(20):
        if statement:
            nurse.post(link(statement, "withdrawals"), {}, format="json")
        statement = ask(nurse, place)
    nurse.post(link(statement, "withdrawals"), {}, format="json")
    flood = nurse.post(f"{place}/statements", {"role": "EMPLOYER", "name": "B", "email": "b@b.example"}, format="json")

    assert flood.status_code == 429


def test_the_register_reads_what_is_entered_for_it_and_not_what_one_keeps_for_oneself(nurse, office, cycle):
    enter(nurse, job(cycle))
    enter(nurse, job(cycle, title="Vrijwilliger", uses=[]))

    seen = office.get("/api/v1/records").json()["results"]

    assert [one["title"] for one in seen] == ["Verpleegkundige"]
    assert len(nurse.get("/api/v1/records").json()["results"]) == 2
    assert date.fromisoformat(seen[0]["enteredOn"]) == now().date()
