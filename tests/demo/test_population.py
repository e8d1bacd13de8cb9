"""The made-up people are such that the product accepts and judges them, and that they look like life."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from accreditation.models import Accreditation, Course, EvaluationAnswer
from accreditation.selectors.catalogue import Wanted, editions_wanted
from demo.population.access import keep_access
from demo.population.accounts import PROFESSIONAL
from demo.population.build import OtherData, is_populated, populate
from demo.population.registers import REGISTERS
from notifications.models import Notice
from notifications.services.planning import plan_reminders
from portfolio.models import AttendanceBatch, Claim, LedgerEntry
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.receiving import receive_attendance_list
from portfolio.services.claims.checking import claim_forms_in_force
from portfolio.services.standings import judge_cycles, judge_register
from register.models import Cycle, Person, Register, Registration, User
from register.rules.fact_refusals import FactInvalid
from register.selectors import actor_for
from tests.conftest import client_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def population(django_db_setup, django_db_blocker) -> Iterator[None]:
    """One population for the tests that look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        populate(size=150, seed=7, today=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(population) -> Iterator[None]:
    """The population, as it was for every other test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def judged(people) -> list:
    found = []
    for register in Register.objects.all():
        found += judge_register(register, on=TODAY, now=NOW)
    return found


def test_every_fact_can_be_judged(judged):
    refused = [str(standing) for _, standing in judged if isinstance(standing, FactInvalid)]

    assert refused == []
    assert len(judged) >= 100


def test_some_meet_their_register_and_many_are_still_on_their_way(judged):
    met = Counter(standing.met for _, standing in judged)

    assert 0.05 < met[True] / met.total() < 0.6


def test_few_fell_short_in_a_cycle_that_is_over(people):
    over = Cycle.objects.filter(ends_before__lt=TODAY - timedelta(days=60), registration__ended_before=None)
    judged = judge_cycles(over.select_related("registration", "regulation"), on=TODAY, now=NOW)
    met = Counter(standing.met for _, standing in judged)

    assert met.total() > 50
    assert met[True] / met.total() > 0.7


def test_names_have_prefixes_and_diacritics_and_addresses_lead_nowhere(people):
    persons = Person.objects.all()

    assert persons.exclude(prefix="").count() > 30
    assert any(not person.full_name.replace("’", "").isascii() for person in persons)
    assert all(person.email.isascii() and person.email.endswith(".example") for person in persons)
    assert len({person.email for person in persons}) == persons.count()


def test_some_are_on_several_registers_and_every_register_has_people(people):
    registers = Counter(Registration.objects.values_list("register__code", flat=True))
    several = Counter(Counter(Registration.objects.values_list("person", flat=True)).values())

    assert set(registers) == {register.code for register in REGISTERS}
    assert several[2] > 5


def test_there_is_leave_part_time_work_a_refusal_and_a_mistake_put_right(people):
    kinds = Counter(LedgerEntry.objects.values_list("kind", flat=True))

    assert {"activity", "work", "leave", "declaration", "artefact", "appointment", "status"} <= set(kinds)
    assert LedgerEntry.objects.filter(reverses__isnull=False).exists()
    states = set(Claim.objects.values_list("state", flat=True))
    assert {"SUBMITTED", "RETURNED", "COUNTING", "GRANTED", "REFUSED"} == states
    assert Registration.objects.filter(attributes__name="hours_per_week").exists()


def test_claims_are_on_forms_of_their_regulation_and_answer_them(people):
    for register in Register.objects.all():
        forms = claim_forms_in_force(register, on=TODAY)
        assert bool(forms) is (register.code != "nova")
        for claim in Claim.objects.filter(registration__register=register):
            assert (claim.form in forms) is bool(forms)
            if form := forms.get(claim.form):
                assert (form.problems(claim.answers), claim.category, claim.unit) == ([], form.category, form.unit)


def test_nothing_is_known_of_today_or_later(people):
    assert not LedgerEntry.objects.filter(recorded_at__gte=MIDNIGHT).exists()
    assert not Claim.objects.filter(submitted_at__gte=MIDNIGHT).exists()
    assert not Accreditation.objects.filter(decided_at__gte=MIDNIGHT).exists()


def test_the_catalogue_shows_every_kind_of_course_and_what_is_ahead_of_it(people):
    ahead = list(editions_wanted(Wanted(after=TODAY)))

    assert {edition.course.kind for edition in ahead} == set(Course.Kind.values)
    assert len({one.register.code for edition in ahead for one in edition.worth()}) == len(REGISTERS)
    assert all(edition.version.summary for edition in ahead)
    assert {edition.course.kind for edition in ahead if edition.meetings.all()} == {"PER_MEETING", "PEER_GROUP"}
    assert list(editions_wanted(Wanted(text="paliatieve zorg", after=TODAY)))


def test_an_attendance_of_the_past_is_known_to_the_intake(people):
    entry = LedgerEntry.objects.filter(edition__isnull=False, reverses=None, reversed_by=None).order_by("id")[50]
    number = entry.person.registrations.order_by("id")[0].number
    provider = entry.edition.course.provider
    line = f"{number},{entry.edition.code},{entry.effective_on}"

    batch, _ = receive_attendance_list(
        provider=provider,
        content=f"registration_number,edition,attended_on\n{line}\n".encode(),
        file_name="",
        actor=actor_for(entry.recorded_by, on=TODAY),
        now=NOW,
    )
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)

    assert AttendanceBatch.objects.get(pk=batch.pk).known_rows == 1


def test_everybody_with_an_account_finds_something_to_do(people, tmp_path):
    keep_access(tmp_path / "access.json")
    access = json.loads((tmp_path / "access.json").read_text())

    def found(role: str, path: str) -> list:
        client = client_of(User.objects.get(email=access["accounts"][role]))
        return client.get(f"/api/v1/{path}").json()["results"]

    states = {row["state"] for row in found("provider manager", "assessments")}
    assert states == {"DRAFT", "SUBMITTED", "RETURNED", "ASSESSING", "QUESTIONED", "ADVISED", "OBJECTED"}
    assert {row["waitingFor"] for row in found("chair", "assessments")} >= {"chair", "office"}
    assert len(found("assessor", "assessments?assignedToMe=true")) == 2
    assert found("registrar", "assessments?state=SUBMITTED")
    assert found("registrar", "connections")
    assert found("provider manager", "missing-attendances")
    assert found("professional", "missing-attendances")
    assert found("group contact", "group-contacts")
    assert EvaluationAnswer.objects.count() > 5


def test_the_professional_of_the_demo_hears_today_that_points_are_missing(people):
    plan_reminders(on=TODAY, now=NOW)

    mine = Notice.objects.get(person__user__email=PROFESSIONAL, registration__register__code="venvn")
    assert mine.due_on == TODAY
    assert mine.state == Notice.State.QUEUED


def test_the_secret_of_the_machine_is_kept_where_only_its_owner_reads_it(people, tmp_path):
    path = tmp_path / "demo" / "access.json"

    keep_access(path)
    kept = path.read_text()
    keep_access(path)

    assert path.read_text() == kept
    assert path.stat().st_mode & 0o077 == 0
    assert set(json.loads(kept)["accounts"].values()) <= set(User.objects.values_list("email", flat=True))


def test_data_that_are_there_are_left_alone(people):
    with pytest.raises(OtherData, match="already"):
        populate(size=1, seed=1, today=TODAY)
    assert is_populated()
