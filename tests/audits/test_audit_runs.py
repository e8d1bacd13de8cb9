"""A run from its preparation to the repetition of its draw."""

import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from notifications.catalogue import EVENT_KINDS
from portfolio.catalogue.audits import RUNS
from portfolio.errors.audits import (
    AnotherRunCommitted,
    AuditPlanRefused,
    AuditRunMoved,
    DrawNotSound,
    NothingToDraw,
)
from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.rules.draw import digest_of
from portfolio.services.audits.freezing import freeze_audits, hand_out_unfrozen
from portfolio.services.audits.preparing import cancel_run
from portfolio.services.merging.deciding import confirm_merge
from portfolio.services.merging.proposing import propose_merge
from portfolio.services.past_standings import judged, written
from register.access import VISITOR
from register.errors import FourEyesRequired
from register.models import Event, Registration
from tests.audits.running import TODAY, Auditing, keys_of
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, RegisterFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def office():
    office = Auditing()
    for _ in range(10):
        office.join()
    return office


def said(*arguments):
    out = StringIO()
    call_command("audit", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def behind_the_back(sql, *values):
    """What somebody with the keys of the database could do."""
    with connection.cursor() as cursor:
        table = re.search(r"(?:UPDATE|INTO|FROM) (\w+)", sql).group(1)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_the_digests_are_published_before_anybody_is_drawn_and_the_seed_after(office):
    run = office.commit(size={"number": 3})
    assert (run.state, run.revealed_seed, Audit.objects.count()) == ("COMMITTED", "", 0)
    assert digest_of(run.seed) == run.seed_digest
    assert len(run.seed) == 64
    committed = Event.objects.get(kind="audit-run.committed")
    assert committed.data == {
        "seedDigest": run.seed_digest,
        "populationDigest": run.population_digest,
        "candidates": 10,
        "toDraw": 3,
    }

    office.draw(run)
    run.refresh_from_db()

    assert (run.state, run.revealed_seed) == ("DRAWN", run.seed)
    assert Event.objects.get(kind="audit-run.drawn").data == {"seed": run.seed, "drawn": 3}
    audits = Audit.objects.order_by("position")
    assert [one.position for one in audits] == [1, 2, 3]
    told = Event.objects.filter(kind="audit.drawn").order_by("id")
    assert [(one.subject_uuid, one.person_id) for one in told] == [
        (one.uuid, one.registration.person_id) for one in audits
    ]


def test_whoever_prepared_a_run_does_not_commit_to_it(office):
    office.committer = office.preparer
    with pytest.raises(FourEyesRequired):
        office.commit()


def test_a_register_has_one_run_at_a_time_between_commitment_and_draw(office):
    run = office.commit()
    with pytest.raises(AnotherRunCommitted), transaction.atomic():
        office.commit()

    office.draw(run)
    assert office.commit().candidates.count() == 8


def test_a_run_that_would_draw_nobody_is_not_committed_to(office):
    with pytest.raises(NothingToDraw), transaction.atomic():
        office.commit(size={"number": 0})
    assert AuditCandidate.objects.count() == 0


def test_a_plan_that_makes_no_sense_is_not_prepared(office):
    with pytest.raises(AuditPlanRefused) as refused:
        office.prepare(size={"percentage": "120"})
    assert refused.value.fields[0].location == "#/plan/size"


def test_a_run_moves_once_along_each_step(office):
    run = office.prepare()
    with pytest.raises(AuditRunMoved):
        office.draw(run)
    office.commit(run)
    with pytest.raises(AuditRunMoved):
        office.commit(run)
    office.draw(run)
    with pytest.raises(AuditRunMoved):
        office.draw(run)
    with pytest.raises(AuditRunMoved):
        cancel_run(run=run, reason="Te laat.", actor=office.preparer, now=NOW)


def test_a_cancelled_commitment_stays_public_with_its_seed(office):
    silent, loud = office.prepare(), office.commit()
    for run in (silent, loud):
        cancel_run(run=run, reason="Verkeerde periode.", actor=office.preparer, now=NOW)
        run.refresh_from_db()

    assert list(AuditRun.objects.visible_to(VISITOR)) == [loud]
    assert digest_of(loud.revealed_seed) == loud.seed_digest
    assert office.commit().state == "COMMITTED"


def test_the_draw_comes_out_the_same_after_people_were_merged_and_left(office):
    run = office.draw(size={"number": 4})
    first = Audit.objects.get(run=run, position=1)
    # Two persons turn out to be one, and one of those drawn has left.
    register = RegisterFactory(code="another-register", association=office.register.association)
    elsewhere = RegistrationFactory(register=register)
    Audit.objects.filter(run=run).update(state="CANCELLED", cancelled_because="x", ended_at=LATER)
    merge = propose_merge(
        register=office.register,
        merged=first.registration.person,
        survivor=elsewhere.person,
        reason="Dezelfde.",
        actor=office.preparer,
        today=TODAY,
        now=LATER,
    )
    confirm_merge(merge=merge, actor=office.committer, today=TODAY, now=LATER)
    assert Registration.objects.get(pk=first.registration_id).person_id == elsewhere.person_id
    Registration.objects.filter(pk=Audit.objects.get(run=run, position=2).registration_id).update(ended_before=TODAY)
    office.join()

    assert "The same 4 come out." in said("redraw", run.uuid)


def test_the_population_as_text_and_the_seed_give_the_same_people_without_the_database(office, tmp_path):
    run = office.draw(strata="status", size={"percentage": "30"})
    file = tmp_path / "population.txt"
    file.write_text(said("population", run.uuid))

    digest, *drawn = said("redraw", "--file", file, "--seed", run.seed).splitlines()

    assert digest == f"population {run.population_digest}"
    assert [line.split()[1] for line in drawn] == keys_of(run)
    with pytest.raises(CommandError):
        said("redraw", "--file", __file__, "--seed", run.seed)


def test_only_what_was_drawn_can_be_repeated(office):
    with pytest.raises(CommandError, match="COMMITTED"):
        said("redraw", office.commit().uuid)
    with pytest.raises(CommandError):
        said("redraw", "no-uuid")


@pytest.mark.parametrize("column", ["key", "cycle_id"])
def test_somebody_put_in_the_place_of_another_is_found(office, column):
    run = office.draw(size={"number": 3})
    drawn = Audit.objects.get(run=run, position=1)
    spared = AuditCandidate.objects.filter(run=run).exclude(key__in=keys_of(run)).first()

    behind_the_back(f"UPDATE portfolio_audit SET {column} = %s WHERE id = %s", getattr(spared, column), drawn.pk)

    assert failing("redraw", run.uuid).splitlines()[-2:] == [
        f"{drawn.key} comes out and was not drawn",
        f"{spared.key} was drawn and does not come out",
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portfolio_auditcandidate SET tickets = 50 WHERE id = (SELECT min(id) FROM portfolio_auditcandidate)",
        "DELETE FROM portfolio_auditcandidate WHERE id = (SELECT min(id) FROM portfolio_auditcandidate)",
        "UPDATE portfolio_auditstratum SET to_draw = to_draw + 1",
        "UPDATE portfolio_auditrun SET seed = repeat('0', 64)",
    ],
)
def test_a_population_or_seed_that_was_changed_is_found_and_nobody_is_drawn_from_it(office, sql):
    committed = office.commit()
    behind_the_back(sql)
    with pytest.raises(DrawNotSound), transaction.atomic():
        office.draw(committed)

    AuditRun.objects.update(state="COMMITTED")
    behind_the_back("UPDATE portfolio_auditrun SET state = 'DRAWN', drawn_at = now()")
    assert "IS NOT the one that was published" in failing("redraw", committed.uuid)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portfolio_auditcandidate SET tickets = 2",
        "DELETE FROM portfolio_auditcandidate",
        "UPDATE portfolio_auditstratum SET to_draw = 0",
        "UPDATE portfolio_auditrun SET seed = repeat('0', 64)",
        "UPDATE portfolio_auditrun SET plan = '{}'",
        "UPDATE portfolio_auditrun SET drawn_at = now()",
        "DELETE FROM portfolio_auditrun",
        "UPDATE portfolio_audit SET position = position + 10",
        "DELETE FROM portfolio_audit",
    ],
)
def test_the_database_refuses_to_change_what_was_committed_to_or_drawn(office, sql):
    office.draw()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_standing_of_a_dossier_is_that_of_the_draw_whenever_it_is_written_down(office):
    office.draw(size={"number": 2})
    one, two = Audit.objects.order_by("position")
    LedgerEntryFactory(
        person=one.registration.person, effective_on=date(2024, 5, 1), recorded_at=NOW + timedelta(hours=1)
    )
    expected = written(*judged(one.cycle, on=TODAY, known_at=NOW))

    assert hand_out_unfrozen() == 2
    assert freeze_audits(audit_ids=[one.pk, two.pk]) == 2
    assert freeze_audits(audit_ids=[one.pk, two.pk]) == 0

    one.refresh_from_db()
    assert one.standing == expected
    assert one.ledger_position == expected["ledgerPosition"]
    assert hand_out_unfrozen() == 0


def test_every_event_of_runs_is_told_or_the_book_says_why_not():
    root = Path(__file__).parents[2]
    services = "".join(path.read_text() for path in (root / "portfolio" / "services" / "audits").glob("*.py"))
    raised = {step.event for step in RUNS.values()} | set(re.findall(r"\"(audit(?:-run)?\.[a-z-]+)\"", services))
    rows = [row.split("|")[1] for row in (root / "docs" / "notices.md").read_text().splitlines() if row[:3] == "| `"]
    argued = set(re.findall(r"`(.*?)`", " ".join(rows)))

    assert len(raised) == 8
    assert raised - set(EVENT_KINDS) - argued == set()
    assert not raised & set(EVENT_KINDS) & argued


def failing(*arguments):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()
