"""One request sent many times, at the same moment or after a crash: one effect, and the same answer to all."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.db import connections

from accreditation.models import Edition
from register.access import Role
from register.models import KeptAnswer
from register.scoping import ScopedView
from register.services import kept_answers
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.register import NOW, RoleGrantFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
MANY = 20
EDITION = {"code": "E-1", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}


@pytest.fixture
def course():
    return CourseFactory(provider=ProviderFactory())


@pytest.fixture
def machine(course):
    role = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider, user__is_machine=True)
    return role.user


def send(machine, course, **changes):
    client = client_of(machine, scopes=frozenset({"courses:write"}))
    headers = {"Idempotency-Key": "order-4711"}
    return client.post(f"/api/v1/courses/{course.uuid}/editions", EDITION | changes, headers=headers)


def in_a_process_that_dies(deed):
    """Do something in a process of its own, which has to be killed by it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            deed()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it lived on"
    assert os.WTERMSIG(status) == signal.SIGKILL


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def test_twenty_at_once_have_one_effect_and_hear_the_same(machine, course):
    barrier = threading.Barrier(MANY)

    def act(_):
        try:
            barrier.wait(timeout=20)
            return send(machine, course)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(act, range(MANY)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({(answer.content, answer["Location"]) for answer in answers}) == 1
    assert len([answer for answer in answers if "Idempotency-Replayed" not in answer]) == 1
    assert Edition.objects.count() == 1


def test_who_comes_while_the_first_is_carried_out_is_told_to_come_back(machine, course, monkeypatch):
    monkeypatch.setattr(kept_answers, "PATIENCE", "100ms")
    later = []

    def come_later():
        try:
            later.append(send(machine, course))
        finally:
            connections.close_all()

    def work_slowly():
        thread = threading.Thread(target=come_later)
        thread.start()
        thread.join()
        return kept_answers.Answer(201, {}, "{}")

    kept_answers.answer_once(
        owner=kept_answers.KeyOwner(organisation_id=course.provider_id),
        key="order-4711",
        request=bytes(32),
        work=work_slowly,
        now=NOW,
    )

    assert [(answer.status_code, answer.json()["code"]) for answer in later] == [(409, "idempotency-key-in-use")]


def test_a_process_killed_before_the_commit_leaves_nothing_and_the_repeat_does_it(machine, course):
    with patch.object(kept_answers, "_box", die):  # the effect is there, the answer not yet
        in_a_process_that_dies(lambda: send(machine, course))
    assert (Edition.objects.count(), KeptAnswer.objects.count()) == (0, 0)

    again = send(machine, course)

    assert (again.status_code, "Idempotency-Replayed" in again) == (201, False)
    assert Edition.objects.count() == 1


def test_a_process_killed_between_commit_and_answer_has_answered_when_asked_again(machine, course):
    with patch.object(ScopedView, "finalize_response", die):
        in_a_process_that_dies(lambda: send(machine, course))
    made = Edition.objects.get()

    again, other = send(machine, course), send(machine, course, code="E-2")

    assert (again.status_code, again.json()["uuid"], again["Idempotency-Replayed"]) == (201, str(made.uuid), "true")
    assert other.status_code == 422
    assert Edition.objects.count() == 1
