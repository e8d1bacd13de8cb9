"""Who is in the population of a run, who is left out, and what gives somebody more tickets."""

from datetime import date

import pytest

from portfolio.models import Audit, AuditCandidate, CycleClosing, Decision
from register.models import Cycle
from tests.audits.running import ENDED, PERIOD, Auditing
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import (
    NOW,
    AttributeFactory,
    CycleFactory,
    RoleGrantFactory,
    StatusChangeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Auditing()


def strata(preview):
    return {share.stratum: (share.to_draw, share.candidates) for share in preview.shares}


def test_a_cycle_takes_part_when_its_last_day_lies_in_the_period(office):
    for end in (date(2025, 1, 1), date(2025, 1, 2), date(2026, 1, 1), date(2026, 1, 2)):
        office.join(ends_before=end)

    assert strata(office.preview()) == {"all": (1, 2)}


def test_of_two_cycles_of_somebody_the_last_takes_part_and_who_has_gone_does_not(office):
    twice = office.join(ends_before=date(2025, 3, 1))
    last = CycleFactory(registration=twice.registration, starts_on=date(2025, 3, 1), ends_before=date(2025, 9, 1))
    left = office.join()
    StatusChangeFactory(registration=left.registration, value="LEFT", starts_on=date(2025, 7, 1))
    over = office.join()
    over.registration.ended_before = date(2025, 8, 1)
    over.registration.save()

    office.commit()

    assert [one.cycle for one in AuditCandidate.objects.all()] == [last]


def test_the_population_is_chosen_by_status_title_outcome_and_result_of_renewal(office):
    cycles = [office.join(title=title) for title in ("nurse", "midwife", "nurse")]
    StatusChangeFactory(registration=cycles[0].registration, value="CONDITIONAL", starts_on=date(2025, 7, 1))
    close(cycles[1], "narrowly")
    renewed(cycles[2], "shorter")

    def drawn_from(**rule):
        return office.preview(population=ENDED | rule).candidates

    assert drawn_from() == 3
    assert drawn_from(statuses=["CONDITIONAL"]) == 1
    assert drawn_from(attributes=[{"name": "titles", "values": ["nurse", "doctor"]}]) == 2
    assert drawn_from(outcomes=["narrowly"]) == 1
    assert drawn_from(results=["shorter", "full"]) == 1
    assert (
        office.preview(population={"cycles": "RENEWED", "from": "2026-01-15", "before": "2026-01-16"}).candidates == 1
    )
    assert (
        office.preview(population={"cycles": "RENEWED", "from": "2026-01-16", "before": "2026-02-01"}).candidates == 0
    )
    assert office.preview(population={"cycles": "RUNNING"}).candidates == 0


def test_strata_are_by_an_attribute_a_status_or_an_outcome(office):
    for title in ("nurse", "nurse", "midwife", ""):
        office.join(title=title)
    both = office.join()
    AttributeFactory(registration=both.registration, value=["b", "a\nb"], starts_on=date(2015, 6, 1))

    by_title = office.preview(strata="attribute:titles", sizes=[{"stratum": "nurse", "number": 2}])
    assert strata(by_title) == {"-": (1, 1), "a b+b": (1, 1), "midwife": (1, 1), "nurse": (2, 2)}
    assert strata(office.preview(strata="status")) == {"REGISTERED": (1, 5)}


def test_who_is_left_out_is_counted_by_the_first_ground_and_never_drawn(office):
    earlier = {"starts_on": date(2015, 6, 1), "ends_before": date(2020, 6, 1)}
    stays, known, colleague, named = (office.join() for _ in range(4))
    for one in (stays, known, colleague, named):
        CycleFactory(registration=one.registration, regulation=office.version, **earlier)
    office.join()  # in a first cycle
    RoleGrantFactory(organisation=office.register.association, user=UserFactory(person=colleague.registration.person))
    office.draw(population=ENDED | {"from": "2020-01-01", "before": "2021-01-01"}, size={"number": 4})
    assert office.preview().excluded == {}

    rules = {
        "firstCycle": True,
        "staff": True,
        "named": [{"registration": str(named.registration.uuid), "reason": "Is ziek."}],
    }
    found = office.preview(exclusions=rules | {"auditedWithinYears": 0})
    assert (found.excluded, found.candidates) == ({"FIRST_CYCLE": 1, "STAFF": 1, "NAMED": 1}, 2)
    # All four were drawn today about their cycle before: that is within a year, in whatever cycle.
    assert office.preview(exclusions={"auditedWithinYears": 1}).excluded == {"AUDITED_RECENTLY": 4}
    run = office.draw(exclusions=rules, size={"percentage": "100"})
    assert {one.cycle for one in run.audits.all()} == {stays, known}
    # And a cycle is not audited twice, whatever the rules.
    assert office.preview().excluded == {"AUDITED": 2}


def test_risks_give_tickets_and_say_which(office):
    plain, risky = office.join(), office.join()
    person = risky.registration.person
    for _ in range(2):
        LedgerEntryFactory(person=person, effective_on=date(2024, 5, 1))
    LedgerEntryFactory(person=person, effective_on=date(2024, 5, 1), validation="ASSESSED")
    wrong = LedgerEntryFactory(person=person, effective_on=date(2024, 5, 1))
    LedgerEntryFactory(person=person, effective_on=date(2024, 5, 1), reverses=wrong, reason="Dubbel.")
    LedgerEntryFactory(person=plain.registration.person, effective_on=PERIOD["ends_before"])  # after the cycle
    ClaimFactory(
        registration=risky.registration,
        state="REFUSED",
        reason="Nee.",
        performed_on=date(2024, 5, 1),
        decided_at=NOW,
        decided_by=UserFactory(),
    )
    StatusChangeFactory(registration=risky.registration, value="CONDITIONAL", starts_on=date(2025, 7, 1))
    risks = [
        {"code": "declared", "sort": "SELF_DECLARED", "tickets": 2, "atLeast": 66},
        {"code": "mostly", "sort": "SELF_DECLARED", "tickets": 9, "atLeast": 67},
        {"code": "reversed", "sort": "REVERSED", "tickets": 3, "atLeast": 1},
        {"code": "refused", "sort": "REFUSED_CLAIMS", "tickets": 4, "atLeast": 1},
        {"code": "refused-twice", "sort": "REFUSED_CLAIMS", "tickets": 9, "atLeast": 2},
        {"code": "conditional", "sort": "STATUS", "tickets": 1, "values": ["CONDITIONAL"]},
        {"code": "late", "sort": "LATE", "tickets": 9},
        {"code": "title", "sort": "ATTRIBUTE", "tickets": 9, "name": "titles", "values": ["nurse"]},
    ]

    assert office.preview(risks=risks).risks == {
        "declared": 1,
        "mostly": 0,
        "reversed": 1,
        "refused": 1,
        "refused-twice": 0,
        "conditional": 1,
        "late": 0,
        "title": 0,
    }
    run = office.commit(risks=risks)
    candidates = {one.cycle: (one.tickets, one.risks) for one in run.candidates.all()}
    assert candidates[plain] == (1, [])
    assert candidates[risky] == (1 + 2 + 3 + 4 + 1, ["declared", "reversed", "refused", "conditional"])


def close(cycle, outcome):
    Cycle.objects.filter(pk=cycle.pk).update(state="CLOSED")
    CycleClosing.objects.create(
        cycle=cycle,
        as_of=PERIOD["ends_before"],
        met=True,
        outcome=outcome,
        document={},
        regulation_digest="sha256:0",
        ledger_position=0,
        closed_at=NOW,
    )


def renewed(cycle, result):
    Decision.objects.create(
        registration=cycle.registration,
        cycle=cycle,
        question="RENEWAL",
        matter=cycle.uuid,
        state="DECIDED",
        result=result,
        adverse=False,
        effective_on=PERIOD["ends_before"],
        reasons="Voldaan.",
        regulation=cycle.regulation,
        by_rule=True,
        prepared_at=NOW,
        decided_at=NOW,
    )


def test_an_audit_that_was_called_off_does_not_count_and_one_that_burdened_weighs(office):
    called_off, burdened = office.join(), office.join()
    office.draw(size={"number": 2})
    Audit.objects.filter(cycle=called_off).update(state="CANCELLED", cancelled_because="Overleden.", ended_at=NOW)
    audit = Audit.objects.get(cycle=burdened)
    Decision.objects.create(
        registration=burdened.registration,
        question="AUDIT",
        matter=audit.uuid,
        state="DECIDED",
        result="short",
        adverse=True,
        effective_on=NOW.date(),
        reasons="Niet aangetoond.",
        regulation=office.version,
        prepared_by=UserFactory(),
        prepared_at=NOW,
        intended_at=NOW,
        decided_by=UserFactory(),
        decided_at=NOW,
    )
    assert office.preview().excluded == {"AUDITED": 1}

    following = CycleFactory(
        registration=burdened.registration, starts_on=PERIOD["ends_before"], ends_before=date(2030, 6, 1)
    )
    later = {"population": {"cycles": "RUNNING"}, "size": {"number": 1}}
    run = office.commit(**later, risks=[{"code": "before", "sort": "EARLIER_AUDIT", "tickets": 5}])
    assert [(one.cycle, one.tickets) for one in run.candidates.all()] == [(following, 6)]
