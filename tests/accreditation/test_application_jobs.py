"""What the clock and the admin do at the desk for applications."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accreditation import tasks
from accreditation.catalogue import State
from accreditation.models import CourseChange, StateSpan, Withdrawal
from accreditation.services.courses import revise_course
from accreditation.services.withdrawals import propose_withdrawal
from config.celery import schedule
from register.clock import now, today
from register.models import Event, JobRun
from tests.factories.accreditation import AccreditationFactory
from tests.factories.applications import at, make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk(changes={"otherwise": "notify"})


def test_the_clock_starts_each_job_of_the_desk_and_its_run_is_kept(desk):
    StateSpan.objects.filter(assessment=desk.bring(State.SUBMITTED)).update(due_on=today() - timedelta(days=1))
    soon = {"valid_from": today() - timedelta(days=9), "valid_before": today() + timedelta(days=9)}
    AccreditationFactory(course=desk.course, register=desk.register, decided_at=at(), **soon)
    revise_course(course=desk.course, changes={"title": "Wonden"}, actor=None, now=now())
    mine = [name for name in schedule() if name.startswith("accreditation.tasks.")]

    for name in mine:
        getattr(tasks, name.rpartition(".")[2])()

    assert sorted(run.name for run in JobRun.objects.filter(state="DONE")) == sorted(
        name.rpartition(".")[2] for name in mine
    )
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"application.overdue", "accreditation.repeat-due", "course.change-notified"} <= kinds
    assert CourseChange.objects.get().changed == ["title"]


def sign_in(client, desk, name):
    user = desk.users[name]
    user.is_staff = True
    user.save()
    client.force_login(user)


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("accept", State.SUBMITTED, "ASSESSING"),
        ("send_back", State.SUBMITTED, "RETURNED"),
        ("dismiss", State.RETURNED, "SET_ASIDE"),
    ],
)
def test_the_office_takes_its_steps_in_the_admin(client, desk, action, state, after):
    assessment = desk.bring(state)
    sign_in(client, desk, "registrar")
    form = {"action": action, "_selected_action": [assessment.pk], "reason": "Geen tijden."}

    answer = client.post(reverse("admin:accreditation_assessment_changelist"), form, follow=True)

    assessment.refresh_from_db()
    assert (answer.status_code, assessment.state) == (200, after)


def test_the_chair_confirms_a_withdrawal_in_the_admin_and_its_proposer_does_not(client, desk):
    desk.bring(State.GRANTED)
    withdrawal = propose_withdrawal(
        course=desk.course,
        register=desk.register,
        effect="ALL",
        withdrawn_from=None,
        reasons="Niet gegeven.",
        **desk.by("registrar"),
    )
    form = {"action": "confirm", "_selected_action": [withdrawal.pk]}
    for name, state in (("registrar", Withdrawal.State.PROPOSED), ("chair", Withdrawal.State.CONFIRMED)):
        sign_in(client, desk, name)
        client.post(reverse("admin:accreditation_withdrawal_changelist"), form, follow=True)
        withdrawal.refresh_from_db()
        assert withdrawal.state == state
