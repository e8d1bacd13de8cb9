"""A standing of the past is served again in the same bytes, whatever has become known since."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from portfolio.services.closings import close_cycles_of
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.standings import refresh_stale_standings
from register.clock import now, today
from register.models import RegistrationAttribute
from register.selectors import attributes_on
from tests.factories.register import NOW, AttributeFactory, CycleFactory, RegistrationFactory, RegulationFactory

DESKS = False


@pytest.fixture
def ask(world):
    path = f"/api/v1/registrations/{world['registration'].uuid}/standing"
    return lambda **query: world.client("member").get(f"{path}?{urlencode(query)}")


def oda(registration, hours, *, now, kind="activity", **fact):
    return record_entry(
        person=registration.person,
        registration=registration,
        kind=kind,
        source_key=f"past/{hours}/{now.isoformat()}/{kind}",
        validation="OFFICE",
        actor=None,
        now=now,
        **fact,
    )


def change_title(registration, *, on, now):
    RegistrationAttribute.objects.filter(registration=registration).update(ends_before=on)
    AttributeFactory(registration=registration, value=["carer"], starts_on=on, recorded_at=now)


def required(answer, code):
    return next(one["required"] for one in answer.json()["requirements"] if one["code"] == code)


def test_what_was_served_can_be_served_again_after_a_reversal_and_another_title(world, ask):
    registration = world["registration"]
    entry = oda(registration, 5, now=now(), on=date(2025, 5, 12), category="oda", quantity=Decimal(5), unit="hour")
    served_at = now()
    served = ask()
    assert served.status_code == 200

    reverse_entry(entry=entry, reason="Niet bijgewoond.", actor=None, now=now())
    change_title(registration, on=date(2026, 1, 1), now=now())

    assert required(ask(), "accredited") == "60" != required(served, "accredited")
    again = ask(asOf=today(), knownAt=served_at.isoformat())
    assert again.content == served.content
    assert ask(asOf=today()).content == ask().content


def test_a_kept_standing_and_one_made_again_are_the_same_bytes(world, ask):
    judged = ask()
    refresh_stale_standings(on=today(), now=now())
    kept = ask()

    assert kept.content == judged.content == ask(asOf=today(), knownAt=now().isoformat()).content


def test_an_earlier_day_is_judged_without_what_came_after_it(world, ask):
    add = {"on": date(2026, 3, 1), "category": "oda", "quantity": Decimal(5), "unit": "hour"}
    oda(world["registration"], 5, now=NOW + timedelta(days=60), **add)

    def counted(**query):
        return ask(**query).json()["requirements"][0]["counted"]

    assert (counted(asOf="2026-02-01"), counted(asOf="2026-04-01")) == ("2", "7")
    assert counted(asOf="2026-04-01", knownAt="2026-02-01T12:00:00+01:00") == "2"


def test_a_cycle_that_was_closed_and_followed_since_answers_as_before(world):
    register = RegulationFactory(register__code="kp", register__association=world["association"]).register
    registration = RegistrationFactory(register=register, person=world["person"], registered_on=date(2022, 3, 1))
    CycleFactory(registration=registration, starts_on=date(2022, 3, 1), ends_before=date(2027, 3, 1))
    oda(registration, 0, now=NOW, kind="declaration", code="start-now", on=date(2025, 10, 1))
    path = f"/api/v1/registrations/{registration.uuid}/standing"
    query = urlencode({"asOf": "2026-01-20", "knownAt": "2026-01-20T12:00:00Z"})
    before = world.client("member").get(f"{path}?{query}")
    refresh_stale_standings(on=date(2026, 2, 1), now=NOW + timedelta(days=17))

    close_cycles_of(registration_id=registration.pk, on=date(2026, 2, 1), now=NOW + timedelta(days=17))

    assert registration.cycles.count() == 2
    assert world.client("member").get(f"{path}?{query}").content == before.content
    assert world.client("member").get(f"{path}?asOf=2026-02-02").json()["cycle"]["from"] == "2025-10-01"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"knownAt": "2026-01-01"}, "invalid"),
        ({"knownAt": "2026-01-01T12:00:00"}, "invalid"),
        ({"knownAt": "2026-02-30T12:00:00Z"}, "invalid"),
        ({"knownAt": "9999-12-31T23:59:59-12:00"}, "in-future"),
        ({"knownAt": "2099-01-01T12:00:00Z"}, "in-future"),
        ({"asOf": "2026-02-30"}, "invalid"),
        ({"day": "2026-02-01"}, "unknown-field"),
    ],
)
def test_a_moment_that_is_none_is_refused_by_name(ask, query, code):
    answer = ask(**query)

    (name,) = query
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["in"], error["location"], error["code"]) == ("query", f"#/{name}", code)


def test_before_the_first_cycle_there_is_no_standing(ask):
    assert ask(asOf="2001-01-01").json()["code"] == "no-cycle-running"


@pytest.mark.django_db
def test_a_corrected_attribute_held_as_long_as_nobody_knew_better():
    registration = AttributeFactory(starts_on=date(2022, 3, 1), recorded_at=NOW).registration
    change_title(registration, on=date(2022, 3, 1), now=NOW + timedelta(days=10))

    def titles(**days):
        found = attributes_on([registration.pk], on=date(2026, 1, 1), known_at=NOW + timedelta(**days))
        return found.get(registration.pk, {}).get("titles")

    assert (titles(days=-1), titles(days=1), titles(days=11)) == (None, ["nurse"], ["carer"])
