"""Two people take a step on one application at the same moment: one wins, and there is one outcome."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accreditation.catalogue import Action, State
from accreditation.errors import ApplicationCannotMove
from accreditation.models import Accreditation, Assessment, Assignment, Decision, StateSpan
from accreditation.services.applications import deciding
from register.errors import DomainError
from register.models import Event
from tests.factories.applications import LINES, make_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*steps):
    """Take the steps in threads of their own; what each raised, or None."""
    barrier = threading.Barrier(len(steps))

    def run(step):
        try:
            barrier.wait(timeout=10)
            step()
        except DomainError as error:
            return error
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.parametrize("second", ["grants as well", "refuses"])
def test_of_two_chairs_at_once_one_decides(second):
    desk = make_desk()
    assessment = desk.bring(State.ADVISED)
    other = Assessment.objects.select_related("application__course", "register").get(pk=assessment.pk)

    def grant(one, name):
        deciding.grant_application(assessment=one, lines=LINES, reasons="Goed.", **desk.by(name))

    def refuse(one, name):
        deciding.refuse_application(assessment=one, reasons="Nee.", **desk.by(name))

    errors = at_once(
        lambda: grant(assessment, "chair"),
        lambda: (grant if second == "grants as well" else refuse)(other, "second chair"),
    )

    assert sorted(type(error) for error in errors if error) == [ApplicationCannotMove]
    decision = Decision.objects.get()
    assert Accreditation.objects.count() == (1 if decision.granted else 0)
    assert Event.objects.filter(kind__in=["application.granted", "application.refused"]).count() == 1
    assert StateSpan.objects.get(assessment=assessment, left_at=None).state == (
        "GRANTED" if decision.granted else "REFUSED"
    )


def test_assigning_and_withdrawing_at_once_leave_one_story():
    desk = make_desk()
    assessment = desk.bring(State.ASSESSING)
    other = Assessment.objects.select_related("application__course", "register").get(pk=assessment.pk)

    errors = at_once(
        lambda: desk.take(assessment, Action.ASSIGN, name="second assessor"),
        lambda: desk.take(other, Action.WITHDRAW),
    )

    assessment.refresh_from_db()
    assert assessment.state == State.WITHDRAWN
    assert errors[1] is None
    assigned = Assignment.objects.filter(assessor=desk.users["second assessor"]).exists()
    assert assigned is (errors[0] is None)
    assert errors[0] is None or isinstance(errors[0], ApplicationCannotMove)
    told = list(Event.objects.filter(subject_uuid=assessment.uuid).order_by("id").values_list("kind", flat=True))
    if assigned:
        assert told.index("application.withdrawn") == len(told) - 1


def test_two_assessors_who_advise_at_once_conclude_once():
    desk = make_desk()
    assessment = desk.bring(State.ASSESSING)
    desk.take(assessment, Action.ASSIGN, name="second assessor")
    other = Assessment.objects.select_related("application__course", "register").get(pk=assessment.pk)

    errors = at_once(
        lambda: desk.take(assessment, Action.ADVISE, name="assessor"),
        lambda: desk.take(other, Action.ADVISE, name="second assessor"),
    )

    assessment.refresh_from_db()
    assert errors == [None, None]
    assert assessment.state == State.ADVISED
    assert Event.objects.filter(kind="application.advised", subject_uuid=assessment.uuid).count() == 1


def test_two_applications_for_one_course_at_once_put_one_before_the_register():
    desk = make_desk()
    drafts = [desk.draft(), desk.draft()]

    errors = at_once(*(lambda one=one: desk.take(one, Action.SUBMIT) for one in drafts))

    assert len([error for error in errors if error]) == 1
    assert Assessment.objects.filter(state=State.SUBMITTED.value).count() == 1
