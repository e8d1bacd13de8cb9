"""Personal duties: laid by an office or agreed, warned of in time, settled by the other side."""

from datetime import date, datetime, timedelta

import pytest

from portfolio.models import LedgerEntry
from portfolio.services.duties import agree_duty
from portfolio.services.duty_warnings import warn_of_duties
from register.access import Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.reflection import DutyFactory
from tests.factories.register import (
    NOW,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    shipped_source,
)
from tests.reflection.people import API, step

BODY = {"title": "Volgt een scholing", "dueOn": "2034-06-01", "sourceKey": "visit-118", "cause": "Visitatie"}


def lay(people, **changes):
    answer = people.office.post(f"{API}/registrations/{people.registration.uuid}/duties", BODY | changes)
    assert answer.status_code == 201, answer.content
    return people.person.duties.get(uuid=answer.json()["uuid"])


def test_a_duty_of_the_office_is_reported_sent_back_reported_again_and_accepted(people):
    duty = lay(people)
    assert lay(people) == duty  # sent again

    step(people.me, duty, "reports", {"account": "Gevolgd."}, at="duties")
    step(people.me, duty, "decisions", {"accepted": True}, at="duties", expect=403)
    step(people.office, duty, "decisions", {"accepted": False}, at="duties", expect=400)
    back = step(people.office, duty, "decisions", {"accepted": False, "reason": "Geen bewijs."}, at="duties")
    assert (back["state"], back["reason"]) == ("OPEN", "Geen bewijs.")
    step(people.me, duty, "reports", {"account": "Zie mijn certificaat."}, at="duties")
    done = step(people.office, duty, "decisions", {"accepted": True}, at="duties")
    assert done["state"] == "FULFILLED"
    step(people.office, duty, "liftings", {"reason": "Toch niet."}, at="duties", expect=409)
    assert not LedgerEntry.objects.exists()
    assert Event.objects.filter(subject_uuid=duty.uuid).count() == 5


def test_two_offices_may_use_the_same_word_for_where_a_duty_comes_from(people):
    other = RegistrationFactory(register__code="another")
    office = RoleGrantFactory(role=Role.REGISTRAR, organisation=other.register.association).user
    mine = lay(people)

    answer = client_of(office).post(f"{API}/registrations/{other.uuid}/duties", BODY)

    assert answer.status_code == 201
    assert answer.json()["uuid"] != str(mine.uuid)


def test_where_the_regulation_counts_duties_they_are_facts_in_the_ledger(people):
    kept, lifted = lay(people, code="personal-obligation"), lay(people, code="personal-obligation", sourceKey="x")

    step(people.me, kept, "reports", {"account": "Gevolgd."}, at="duties")
    step(people.office, kept, "decisions", {"accepted": True}, at="duties")
    step(people.office, lifted, "liftings", {"reason": "Vervallen."}, at="duties")

    live = LedgerEntry.objects.live().order_by("id").values_list("kind", "code", "source_key")
    assert list(live) == [
        ("decision", "personal-obligation", f"duty/{kept.uuid}/laid"),
        ("artefact", "personal-obligation", f"duty/{kept.uuid}/fulfilled"),
    ]


def test_an_office_lays_what_can_still_be_done_and_what_its_regulation_knows(people):
    path = f"{API}/registrations/{people.registration.uuid}/duties"

    late = people.office.post(path, BODY | {"dueOn": "2025-01-01"})
    unknown = people.office.post(path, BODY | {"code": "no-such"})

    assert [one.json()["errors"][0]["code"] for one in (late, unknown)] == ["in-the-past", "not-counted"]


def test_an_agreed_duty_is_seen_by_the_two_and_settled_by_the_other(people):
    duty = agree_duty(
        person=people.person,
        agreed_with=people.colleague,
        title="Leest de richtlijn",
        due_on=date(2034, 1, 1),
        source_key="visit/1",
        actor=None,
        now=NOW,
    )
    path = f"{API}/duties/{duty.uuid}"

    assert [one.get(path).status_code for one in (people.me, people.peer, people.office)] == [200, 200, 404]
    step(people.me, duty, "reports", {"account": "Gelezen."}, at="duties")
    done = step(people.peer, duty, "decisions", {"accepted": True}, at="duties")
    assert (done["state"], done["decidedBy"]) == ("FULFILLED", people.colleague.full_name)


def told(duty, day: date) -> list[str]:
    before = Event.objects.count()
    at = datetime.combine(day, NOW.timetz())
    for _ in range(2):
        warn_of_duties(today=day, now=at)
    return list(Event.objects.filter(subject_uuid=duty.uuid).order_by("id").values_list("kind", flat=True)[before:])


@pytest.mark.django_db
def test_each_warning_is_given_once_and_the_day_after_both_sides_hear_that_it_passed():
    duty = DutyFactory(due_on=date(2026, 6, 30))
    days = [date(2026, 5, 29), date(2026, 5, 30), date(2026, 6, 22), date(2026, 6, 25), date(2026, 7, 1)]

    kinds = [told(duty, day) for day in days]

    assert kinds == [[], ["duty.due-soon"], [], ["duty.due-soon"], ["duty.overdue"]]
    assert told(duty, date(2026, 8, 1)) == []


@pytest.mark.django_db
def test_a_duty_that_was_laid_late_is_not_warned_of_for_days_before_it():
    duty = DutyFactory(due_on=NOW.date() + timedelta(days=20))

    assert told(duty, NOW.date() + timedelta(days=1)) == []
    assert told(duty, NOW.date() + timedelta(days=13)) == ["duty.due-soon"]


@pytest.mark.django_db
def test_a_regulation_says_how_long_before_one_is_warned():
    source = shipped_source("venvn")
    assert "\nreminders:\n" in source
    source = source.replace("\nreminders:\n", "\nreminders:\n  - {deadline: duty, before: 10 days}\n")
    regulation = RegulationFactory(source=source)
    duty = DutyFactory(registration__register=regulation.register, due_on=date(2026, 6, 30))

    assert [told(duty, date(2026, 6, day)) for day in (19, 20, 29)] == [[], ["duty.due-soon"], []]


@pytest.mark.django_db
def test_what_was_reported_is_not_warned_of():
    duty = DutyFactory(due_on=date(2026, 6, 30), state="REPORTED", reported_at=NOW)

    assert told(duty, date(2026, 7, 5)) == []
