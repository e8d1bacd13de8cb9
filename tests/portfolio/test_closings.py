"""Closing cycles: once, on a frozen standing, with the next cycle opened as the standing says."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portfolio.errors import CyclesNotClosed
from portfolio.models import CycleClosing, LedgerEntry
from portfolio.services.closing_runs import close_registrations
from portfolio.services.closings import NotClosed, close_cycles_of, close_ended_cycles, outdated, registrations_to_close
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.standings import refresh_stale_standings, standing_document
from register.models import Cycle, Event, Registration
from register.selectors import status_on
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, RegulationFactory, shipped_source

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)
LATER = NOW + timedelta(days=30)


def register_of(code):
    return RegulationFactory(register__code=code).register


def lawyer(register, *, hours=0, **fields):
    """A lawyer whose year 2025 has ended, with so many hours of legal training in it."""
    registration = RegistrationFactory(register=register, registered_on=date(2020, 1, 1), **fields)
    cycle = CycleFactory(registration=registration, starts_on=date(2025, 1, 1), ends_before=date(2026, 1, 1))
    if hours:
        add(registration, quantity=Decimal(hours), unit="hour", category="legal", on=date(2025, 6, 2))
    return cycle


def add(registration, *, now=NOW, kind="activity", **fact):
    return record_entry(
        person=registration.person,
        registration=registration,
        kind=kind,
        source_key=f"closing/{LedgerEntry.objects.count()}",
        validation="OFFICE",
        actor=None,
        now=now,
        **fact,
    )


@pytest.fixture
def nova():
    return register_of("nova")


def close(cycle, *, on=DAY, now=NOW, **options):
    return close_cycles_of(registration_id=cycle.registration_id, on=on, now=now, **options)


def total(document):
    return next(one for one in document["requirements"] if one["code"] == "total")


def cycles(registration):
    rows = Cycle.objects.filter(registration=registration).order_by("starts_on")
    return [(str(cycle.starts_on), str(cycle.ends_before), cycle.state) for cycle in rows]


def test_an_ended_cycle_is_closed_on_its_standing_and_the_next_one_opens(nova):
    cycle = lawyer(nova, hours=20)

    close(cycle)

    closing = CycleClosing.objects.get(cycle=cycle)
    assert (closing.met, closing.outcome, closing.as_of) == (True, "met", DAY)
    assert closing.regulation_digest == cycle.regulation.digest == closing.document["regulation"]["digest"]
    assert closing.ledger_position == closing.document["ledgerPosition"] == LedgerEntry.objects.latest("id").pk
    assert cycles(cycle.registration) == [
        ("2025-01-01", "2026-01-01", "CLOSED"),
        ("2026-01-01", "2027-01-01", "OPEN"),
    ]
    assert set(Event.objects.values_list("kind", flat=True)) >= {"cycle.closed", "cycle.opened"}


def test_whoever_falls_short_stays_registered_for_people_to_decide(nova):
    cycle = lawyer(nova, hours=3)

    close(cycle)

    assert not CycleClosing.objects.get(cycle=cycle).met
    registration = Registration.objects.get(pk=cycle.registration_id)
    assert (status_on(registration, on=date(2026, 2, 1)), registration.ended_before) == ("REGISTERED", None)
    assert cycles(registration)[-1][-1] == "OPEN"


def test_the_next_cycle_carries_in_what_the_closing_says_was_carried_out(nova):
    cycle = lawyer(nova, hours=33)

    close(cycle)

    closing = CycleClosing.objects.get(cycle=cycle)
    assert closing.carried_out == {"total": "10"}
    add(cycle.registration, quantity=Decimal(10), unit="hour", category="legal", on=DAY)  # what the surplus asks for
    standing = standing_document(registration=cycle.registration, on=DAY, now=NOW)
    assert (standing["cycle"]["from"], total(standing)["carriedIn"]) == ("2026-01-01", "10")


def test_a_cycle_is_closed_once_however_often_the_job_runs(nova):
    cycle = lawyer(nova, hours=20)
    close(cycle)
    events = Event.objects.count()

    assert [turn.waits_until for turn in close(cycle)] == [date(2027, 1, 1)]
    assert registrations_to_close(on=DAY) == []
    assert CycleClosing.objects.count() == 1
    assert Event.objects.count() == events


def test_a_register_that_was_left_alone_for_years_catches_up(nova):
    cycle = lawyer(nova, hours=20)

    close(cycle, on=date(2028, 3, 1))

    assert [state for *_, state in cycles(cycle.registration)] == ["CLOSED", "CLOSED", "CLOSED", "OPEN"]
    assert [closing.met for closing in CycleClosing.objects.order_by("cycle__starts_on")] == [True, False, False]


def test_a_closing_never_changes(nova):
    close(lawyer(nova, hours=20))

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        CycleClosing.objects.update(met=False)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        CycleClosing.objects.all().delete()


def test_a_fact_that_comes_later_leaves_the_closing_and_makes_it_outdated(nova):
    cycle = lawyer(nova, hours=19)
    close(cycle)
    frozen = CycleClosing.objects.get(cycle=cycle)
    assert not outdated(frozen, now=LATER)

    late = add(cycle.registration, quantity=Decimal(1), unit="hour", category="legal", on=date(2025, 7, 1), now=LATER)

    again = CycleClosing.objects.select_related("cycle__registration", "cycle__regulation").get(cycle=cycle)
    assert again.document == frozen.document
    assert not again.met
    assert outdated(again, now=LATER)
    close(cycle, now=LATER)
    assert CycleClosing.objects.get(cycle=cycle).document == frozen.document

    reverse_entry(entry=late, reason="Verkeerde persoon.", actor=None, now=LATER)
    assert not outdated(again, now=LATER)


def test_a_fact_of_the_new_cycle_does_not_touch_the_old_closing(nova):
    cycle = lawyer(nova, hours=20)
    close(cycle)

    add(cycle.registration, quantity=Decimal(4), unit="hour", category="legal", on=DAY)

    assert not outdated(CycleClosing.objects.get(cycle=cycle), now=LATER)


def test_a_cycle_whose_window_was_moved_waits_for_the_end_of_the_window():
    register = register_of("venvn")
    registration = RegistrationFactory(register=register, registered_on=date(2021, 1, 1))
    cycle = CycleFactory(registration=registration, starts_on=date(2021, 1, 1), ends_before=date(2026, 1, 1))
    add(registration, kind="decision", code="window-shift", quantity=Decimal(6), unit="month", on=date(2025, 11, 1))

    (turn,) = close(cycle)
    assert (turn.waits_until, turn.opened) == (date(2026, 7, 1), None)
    assert cycles(registration) == [("2021-01-01", "2026-01-01", "OPEN")]

    close(cycle, on=date(2026, 7, 1))
    assert cycles(registration) == [("2021-01-01", "2026-01-01", "CLOSED"), ("2026-07-01", "2031-07-01", "OPEN")]


def test_what_is_left_over_is_carried_past_the_months_by_which_the_window_was_extended():
    carry = (
        "carry:\n  - {code: kept, label: {nl: Overschot, en: Surplus}, article: art. 1,"
        " surplus_of: knowledge, into: knowledge}\n"
    )
    register = RegulationFactory(register__code="nip-ag", source=shipped_source("nip-ag") + carry).register
    registration = RegistrationFactory(register=register, registered_on=date(2021, 1, 1))
    cycle = CycleFactory(registration=registration, starts_on=date(2021, 1, 1), ends_before=date(2026, 1, 1))
    decision = {"kind": "decision", "code": "extension", "details": {"reason": "pregnancy"}}
    add(registration, **decision, quantity=Decimal(2), unit="week", on=date(2025, 11, 1))
    add(registration, quantity=Decimal(43), unit="point", category="knowledge", on=date(2026, 1, 10))

    close(cycle, on=date(2026, 1, 15))

    assert cycles(registration) == [("2021-01-01", "2026-01-01", "CLOSED"), ("2026-01-15", "2031-01-15", "OPEN")]
    assert CycleClosing.objects.get(cycle=cycle).carried_out == {"knowledge": "3"}
    standing = standing_document(registration=registration, on=date(2026, 1, 15), now=NOW)
    knowledge = next(one for one in standing["requirements"] if one["code"] == "knowledge")
    assert (knowledge["counted"], knowledge["carriedIn"]) == ("0", "3")


def test_a_member_who_starts_anew_ends_the_running_cycle_on_that_day():
    register = register_of("kp")
    registration = RegistrationFactory(register=register, registered_on=date(2022, 3, 1))
    cycle = CycleFactory(registration=registration, starts_on=date(2022, 3, 1), ends_before=date(2027, 3, 1))
    add(registration, kind="declaration", code="start-now", on=date(2025, 10, 1))
    refresh_stale_standings(on=DAY, now=NOW)

    assert registrations_to_close(on=DAY) == [registration.pk]
    close(cycle)

    assert [start for start, *_ in cycles(registration)] == ["2022-03-01", "2025-10-01"]
    assert cycles(registration)[0][1:] == ("2025-10-01", "CLOSED")
    assert registrations_to_close(on=DAY) == []


def test_a_cycle_waits_for_its_last_deadline_while_the_next_one_runs_already():
    register = register_of("rics")
    registration = RegistrationFactory(register=register, registered_on=date(2022, 3, 1))
    cycle = CycleFactory(registration=registration, starts_on=date(2025, 1, 1), ends_before=date(2026, 1, 1))

    (turn, _) = close(cycle)
    assert turn.waits_until == date(2026, 2, 1)
    assert [state for *_, state in cycles(registration)] == ["OPEN", "OPEN"]

    close(cycle, on=date(2026, 2, 1))
    assert [state for *_, state in cycles(registration)] == ["CLOSED", "OPEN"]


def test_who_left_gets_no_next_cycle(nova):
    cycle = lawyer(nova, hours=20, ended_before=date(2025, 12, 1))

    close(cycle)

    assert cycles(cycle.registration) == [("2025-01-01", "2026-01-01", "CLOSED")]


def test_the_next_cycle_is_judged_by_the_version_that_holds_for_it(nova):
    cycle = lawyer(nova, hours=20)
    source = cycle.regulation.source.replace("from: 2020-07-15", "from: 2026-06-01")
    new = RegulationFactory(register=nova, source=source, in_force_from=date(2026, 6, 1))

    close(cycle)

    assert Cycle.objects.get(registration=cycle.registration, state="OPEN").regulation == new
    assert CycleClosing.objects.get(cycle=cycle).regulation_digest == cycle.regulation.digest


def test_one_dossier_that_cannot_be_judged_is_named_and_the_others_are_closed(nova):
    broken, sound = lawyer(nova, hours=20), lawyer(nova, hours=20)
    LedgerEntryFactory(person=broken.registration.person, unit="furlong", effective_on=date(2025, 5, 12))
    waiting = registrations_to_close(on=DAY)

    turns = list(close_ended_cycles(registration_ids=waiting, on=DAY, now=NOW))

    assert [turn.registration_id for turn in turns if isinstance(turn, NotClosed)] == [broken.registration_id]
    assert [closing.cycle for closing in CycleClosing.objects.all()] == [sound]
    assert cycles(broken.registration) == [("2025-01-01", "2026-01-01", "OPEN")]
    with pytest.raises(CyclesNotClosed, match=broken.registration.number):
        close_registrations(registration_ids=registrations_to_close(on=DAY), on=DAY, now=NOW)


def test_a_run_that_is_broken_off_is_taken_up_where_it_stopped(nova):
    for _ in range(5):
        lawyer(nova, hours=20)
    run = close_ended_cycles(registration_ids=registrations_to_close(on=DAY), on=DAY, now=NOW)
    next(run)
    run.close()
    assert CycleClosing.objects.count() == 1

    assert close_registrations(registration_ids=registrations_to_close(on=DAY), on=DAY, now=NOW) == 4
    assert Event.objects.filter(kind="cycle.closed").count() == CycleClosing.objects.count() == 5


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("close_cycles", *arguments, stdout=out, stderr=err)
    return out.getvalue()


def test_a_dry_run_shows_who_changes_how_and_writes_nothing(nova):
    cycle = lawyer(nova, hours=3)
    rows = [Cycle.objects.count(), CycleClosing.objects.count(), Event.objects.count()]

    said = run("--register", "nova", "--on", "2026-01-15", "--dry-run")

    assert f"nova {cycle.registration.number}: 2025-01-01 – 2026-01-01 closes as not-met (short: total 17" in said
    assert "next cycle 2026-01-01 – 2027-01-01" in said
    assert "1 closed, 0 waiting, 0 failed; nothing was written" in said
    assert [Cycle.objects.count(), CycleClosing.objects.count(), Event.objects.count()] == rows
    assert cycles(cycle.registration) == [("2025-01-01", "2026-01-01", "OPEN")]


def test_the_command_closes_one_register_only(nova):
    lawyer(nova, hours=20)
    other = lawyer(register_of("rics"))

    assert "1 closed, 0 waiting, 0 failed; written" in run("--register", "nova", "--on", "2026-01-15")
    assert Cycle.objects.get(registration=other.registration).state == "OPEN"


def test_nothing_is_closed_before_its_day(nova):
    lawyer(nova, hours=20)

    with pytest.raises(CommandError, match="future"):
        run("--on", "2099-01-01")
    with pytest.raises(CommandError, match="no register"):
        run("--register", "nowhere")
    assert not CycleClosing.objects.exists()
