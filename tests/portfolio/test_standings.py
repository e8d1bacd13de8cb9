"""Standings: judged from the ledger, kept, and made anew when a fact arrives."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portfolio.models import LedgerEntry, StaleStanding, Standing
from portfolio.models.standing import KeptNumbers
from portfolio.selectors.dossiers import dossiers
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.standings import judge_register, refresh_stale_standings, standing_document
from portfolio.services.whole_register import Tally, judge_whole_register
from register.errors import DomainError
from register.models import Cycle
from register.selectors import current_cycle
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


@pytest.fixture
def cycle():
    made = CycleFactory()
    AttributeFactory(registration=made.registration)
    return made


def oda(cycle, hours, *, key, now=NOW, on=date(2025, 5, 12)):
    return record_entry(
        person=cycle.registration.person,
        registration=cycle.registration,
        kind="activity",
        on=on,
        category="oda",
        quantity=Decimal(hours),
        unit="hour",
        source_key=key,
        validation=LedgerEntry.Validation.ASSESSED,
        actor=None,
        now=now,
    )


def requirement(document, code):
    (found,) = [one for one in document["requirements"] if one["code"] == code]
    return found


def standing(cycle, on=DAY):
    return standing_document(registration=cycle.registration, on=on, now=NOW)


def test_the_standing_explains_each_requirement_and_each_fact(cycle):
    entry = oda(cycle, 30, key="a")

    document = standing(cycle)

    total = requirement(document, "total")
    assert (total["required"], total["counted"], total["short"], total["met"]) == ("184", "30", "154", False)
    assert total["label"]["nl"]
    assert total["article"]
    (fact,) = document["facts"]
    assert (fact["id"], fact["counted"]) == (str(entry.uuid), "30")
    assert document["ledgerPosition"] == entry.pk
    assert document["regulation"]["digest"] == cycle.regulation.digest


def test_an_accredited_attendance_counts_for_what_was_decided(cycle):
    edition = EditionFactory()
    AccreditationFactory(course=edition.course, register=cycle.registration.register)
    LedgerEntry.objects.create(
        person=cycle.registration.person,
        effective_on=edition.starts_on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key="attendance/1",
        recorded_at=NOW,
    )

    assert requirement(standing(cycle), "accredited")["counted"] == "6"


def test_a_new_fact_marks_the_standing_stale_in_its_own_transaction(cycle):
    refresh_stale_standings(on=DAY, now=NOW)
    assert not StaleStanding.objects.exists()

    oda(cycle, 5, key="a")

    assert StaleStanding.objects.filter(registration=cycle.registration).exists()


def test_a_reader_never_sees_a_stale_standing(cycle):
    refresh_stale_standings(on=DAY, now=NOW)
    oda(cycle, 5, key="a")

    assert requirement(standing(cycle), "total")["counted"] == "5"


def test_the_kept_standing_equals_the_one_judged_on_request(cycle):
    oda(cycle, 5, key="a")
    judged = standing(cycle)

    assert refresh_stale_standings(on=DAY, now=NOW) == 1

    assert Standing.objects.get(cycle=cycle).document == judged
    assert standing(cycle) == judged


def test_the_next_day_a_verdict_that_still_holds_is_confirmed_without_reading_the_ledger(cycle):
    oda(cycle, 5, key="a")
    refresh_stale_standings(on=DAY, now=NOW)

    with CaptureQueriesContext(connection) as queries:
        assert refresh_stale_standings(on=DAY + timedelta(days=1), now=NOW + timedelta(days=1)) == 1

    assert not any("portfolio_ledgerentry" in query["sql"] for query in queries)
    assert KeptNumbers.objects.get().confirmed_on == DAY + timedelta(days=1)
    assert Standing.objects.get(cycle=cycle).as_of == DAY
    assert standing(cycle, on=DAY + timedelta(days=1))["asOf"] == "2026-01-16"
    assert refresh_stale_standings(on=DAY + timedelta(days=1), now=NOW) == 0


def test_a_standing_is_made_anew_on_the_day_on_which_a_later_fact_begins_to_count(cycle):
    oda(cycle, 5, key="a", on=DAY + timedelta(days=2))
    refresh_stale_standings(on=DAY, now=NOW)
    assert KeptNumbers.objects.get().holds_before == DAY + timedelta(days=2)

    refresh_stale_standings(on=DAY + timedelta(days=1), now=NOW)
    assert Standing.objects.get(cycle=cycle).as_of == DAY
    assert refresh_stale_standings(on=DAY + timedelta(days=2), now=NOW) == 1

    made = Standing.objects.get(cycle=cycle)
    assert made.as_of == DAY + timedelta(days=2)
    assert requirement(made.document, "total")["counted"] == "5"


def test_a_title_that_begins_on_a_later_day_is_seen_on_that_day(cycle):
    AttributeFactory(registration=cycle.registration, name="work", value="other", starts_on=DAY + timedelta(days=1))
    refresh_stale_standings(on=DAY, now=NOW)

    assert refresh_stale_standings(on=DAY + timedelta(days=1), now=NOW) == 1

    assert Standing.objects.get(cycle=cycle).as_of == DAY + timedelta(days=1)


def test_numbers_that_were_kept_are_not_used_once_something_has_changed(cycle):
    refresh_stale_standings(on=DAY, now=NOW)
    entry = oda(cycle, 5, key="a")
    (judged,) = judge_whole_register(cycle.registration.register, on=DAY, now=NOW, kept=True)
    assert judged.verdict.requirements[0].counted == 5

    refresh_stale_standings(on=DAY, now=NOW)
    tally = Tally()
    (judged,) = judge_whole_register(cycle.registration.register, on=DAY, now=NOW, kept=True, tally=tally)
    assert (judged.verdict.requirements[0].counted, tally.from_kept) == (5, 1)

    reverse_entry(entry=entry, reason="Niet bijgewoond.", actor=None, now=NOW)
    (judged,) = judge_whole_register(cycle.registration.register, on=DAY, now=NOW, kept=True)
    assert judged.verdict.requirements[0].counted == 0


def test_only_the_people_of_a_list_are_made_anew(cycle):
    register = cycle.registration.register
    others = [CycleFactory(registration=RegistrationFactory(register=register)) for _ in range(3)]
    refresh_stale_standings(on=DAY, now=NOW)
    Standing.objects.update(computed_at=NOW - timedelta(days=9))
    edition = EditionFactory()
    AccreditationFactory(course=edition.course, register=register)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            person=one.registration.person,
            effective_on=edition.starts_on,
            edition=edition,
            validation="PROVIDER_REPORTED",
            source_key=f"attendance/{one.pk}",
            recorded_at=NOW,
        )
        for one in others[:2]
    )

    assert refresh_stale_standings(on=DAY, now=NOW) == 2

    assert set(Standing.objects.filter(computed_at=NOW).values_list("cycle", flat=True)) == {
        others[0].pk,
        others[1].pk,
    }


@pytest.mark.parametrize(("state", "judged"), [("OPEN", 1), ("CLOSED", 0)])
def test_a_cycle_past_its_end_is_judged_as_long_as_it_is_open(state, judged):
    past = CycleFactory(starts_on=date(2020, 1, 1), ends_before=date(2025, 1, 1), state=state)
    register = past.registration.register

    assert current_cycle(past.registration, on=DAY) == past
    assert len(list(judge_register(register, on=DAY, now=NOW))) == judged
    assert len(list(judge_whole_register(register, on=DAY, now=NOW))) == judged
    refresh_stale_standings(on=DAY, now=NOW)
    assert Standing.objects.filter(cycle=past).count() == judged
    refresh_stale_standings(on=DAY + timedelta(days=1), now=NOW)
    assert KeptNumbers.objects.filter(confirmed_on=DAY + timedelta(days=1)).count() == judged


def test_of_two_cycles_that_are_open_the_last_one_that_began_is_judged():
    past = CycleFactory(starts_on=date(2020, 1, 1), ends_before=date(2025, 1, 1))
    running = CycleFactory(
        registration=past.registration,
        regulation=past.regulation,
        starts_on=date(2025, 1, 1),
        ends_before=date(2030, 1, 1),
    )

    assert current_cycle(past.registration, on=DAY) == running
    assert [one for one, _ in judge_register(past.registration.register, on=DAY, now=NOW)] == [running]


def test_a_reversal_takes_the_points_back(cycle):
    entry = oda(cycle, 5, key="a")
    refresh_stale_standings(on=DAY, now=NOW)

    reverse_entry(entry=entry, reason="Niet bijgewoond.", actor=None, now=NOW)

    assert requirement(standing(cycle), "total")["counted"] == "0"


def test_a_changed_accreditation_or_title_marks_those_it_touches(cycle):
    other = CycleFactory(registration=RegistrationFactory(register=cycle.registration.register))
    edition = EditionFactory()
    accreditation = AccreditationFactory(course=edition.course, register=cycle.registration.register)
    LedgerEntry.objects.create(
        person=cycle.registration.person,
        effective_on=edition.starts_on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key="attendance/1",
        recorded_at=NOW,
    )
    refresh_stale_standings(on=DAY, now=NOW)

    accreditation.replaced_at = NOW
    accreditation.save()
    assert [stale.registration for stale in StaleStanding.objects.all()] == [cycle.registration]

    AttributeFactory(registration=other.registration, value=["carer"])
    assert StaleStanding.objects.count() == 2


def test_one_dossier_that_cannot_be_read_is_reported_and_the_others_go_on(cycle):
    broken = CycleFactory(registration=RegistrationFactory(register=cycle.registration.register))
    LedgerEntry.objects.create(
        person=broken.registration.person,
        effective_on=date(2025, 5, 12),
        category="oda",
        quantity=5,
        unit="furlong",
        validation="OFFICE",
        source_key="broken",
        recorded_at=NOW,
    )

    assert refresh_stale_standings(on=DAY, now=NOW) == 2

    assert Standing.objects.filter(cycle=cycle).exists()
    error = StaleStanding.objects.get(registration=broken.registration).error
    assert "'furlong' is geen van" in error
    assert "'furlong' is none of" in error
    assert refresh_stale_standings(on=DAY, now=NOW) == 0
    with pytest.raises(DomainError, match="furlong"):
        standing(broken)


def test_a_new_fact_gives_a_failed_dossier_another_try(cycle):
    StaleStanding.objects.filter(registration=cycle.registration).update(error="broken once")
    assert refresh_stale_standings(on=DAY, now=NOW) == 0

    oda(cycle, 5, key="a")

    assert refresh_stale_standings(on=DAY, now=NOW) == 1


def test_a_whole_register_is_judged_like_each_of_its_members(cycle):
    oda(cycle, 30, key="a")
    CycleFactory(registration=RegistrationFactory(register=cycle.registration.register))

    judged = dict(judge_register(cycle.registration.register, on=DAY, now=NOW))

    assert set(judged) == set(Cycle.objects.all())
    for one in judged:
        (found,) = dossiers([one], on=DAY, known_at=NOW)
        assert judged[one].to_json() == {k: v for k, v in standing(one).items() if k != "ledgerPosition"}
        assert found.cycle == one
