"""What is kept of a job's runs, who runs it, and when the dead-man's switch tells."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from inspect import getsource

import pytest
from django.db import connection

from config.celery import JOBS, app, schedule
from register.access import Role
from register.models import JobRun
from register.rules.jobs import jobs_in
from register.services.jobs import KEEP, record_job, tidy_job_runs
from tests.factories.register import NOW, RegisterFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/health/jobs"


def run(name="sweep", rows=0, at=NOW, **how):
    return record_job(name=name, work=lambda: rows, clock=lambda: at, **how)


def elsewhere(work):
    """Call it in another thread, on another connection."""

    def closing():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(closing).result()


def test_a_run_says_when_where_how_many_rows_and_how_it_ended():
    moments = iter([NOW, NOW, NOW + timedelta(seconds=2)])

    assert record_job(name="plan", work=lambda: 12, clock=lambda: next(moments)) == 12

    kept = JobRun.objects.get()
    assert (kept.name, kept.state, kept.rows, kept.error) == ("plan", "DONE", 12, "")
    assert kept.finished_at - kept.started_at == timedelta(seconds=2)
    assert kept.worker.rpartition(":")[2].isdigit()


def test_a_run_that_fails_says_why_and_the_failure_goes_on():
    with pytest.raises(ZeroDivisionError):
        record_job(name="plan", work=lambda: 1 // 0, clock=lambda: NOW)

    kept = JobRun.objects.get()
    assert (kept.state, kept.error) == ("FAILED", "ZeroDivisionError: integer division or modulo by zero")
    assert run("plan", rows=1) == 1  # the lock is free again


def test_of_runs_that_found_nothing_only_the_last_is_kept():
    for minute, rows in enumerate([0, 3, 0, 0, 0]):
        run(rows=rows, at=NOW + timedelta(minutes=minute))

    kept = JobRun.objects.order_by("id").values_list("rows", "started_at")
    assert list(kept) == [(3, NOW + timedelta(minutes=1)), (0, NOW + timedelta(minutes=4))]


@pytest.mark.django_db(transaction=True)
def test_while_a_job_runs_it_is_not_started_again_but_parts_of_one_are():
    def other_starts(**how):
        return elsewhere(lambda: (run("whole", rows=1, **how), run("other", rows=1), run("part", rows=1, alone=False)))

    inside = []
    record_job(name="whole", work=lambda: len(inside.append(other_starts()) or []), clock=lambda: NOW)
    record_job(name="part", work=lambda: len(inside.append(other_starts()) or []), clock=lambda: NOW, alone=False)

    assert inside == [(None, 1, 1), (1, 1, 1)]
    assert not JobRun.objects.exclude(state="DONE").exists()


@pytest.mark.django_db(transaction=True)
def test_a_run_whose_worker_died_is_found_and_keeps_nobody_from_running():
    def dies_with_its_connection():
        connection.close()
        raise SystemExit

    for name in ("whole", "part"):
        with pytest.raises(SystemExit):
            elsewhere(lambda name=name: record_job(name=name, work=dies_with_its_connection, clock=lambda: NOW))

    assert run("whole", rows=1) == 1
    assert JobRun.objects.get(name="whole", state="ABANDONED").finished_at == NOW
    assert tidy_job_runs(now=NOW) == 1
    assert JobRun.objects.get(name="part").error == "The worker stopped before the end."


@pytest.mark.django_db(transaction=True)
def test_a_run_that_goes_on_is_not_taken_for_abandoned():
    seen = []
    record_job(name="long", work=lambda: seen.append(elsewhere(lambda: tidy_job_runs(now=NOW))) or 1, clock=lambda: NOW)

    assert seen == [0]
    assert JobRun.objects.get().state == "DONE"


def test_runs_are_kept_for_ninety_days():
    run(rows=1, at=NOW - KEEP - timedelta(seconds=1))
    run(rows=1, at=NOW - KEEP)

    assert tidy_job_runs(now=NOW) == 1
    assert JobRun.objects.get().finished_at == NOW - KEEP


def test_the_switch_is_green_when_every_job_has_run_and_names_those_that_have_not(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    late, *others = JOBS
    for job in others:
        run(job.name, at=NOW)
    assert client.get(ADDRESS).json() == {"status": "late", "late": [{"job": late.name, "lastDoneAt": None}]}

    last = run(late.name, at=NOW - late.late_after)
    assert (last, client.get(ADDRESS).status_code, client.get(ADDRESS).json()) == (0, 200, {"status": "ok"})


@pytest.mark.parametrize(
    ("broken", "last"),
    [
        (lambda job: JobRun.objects.update(finished_at=NOW - job.late_after - timedelta(seconds=1)), True),
        (lambda job: JobRun.objects.update(state="FAILED"), False),
        (lambda job: JobRun.objects.update(state="RUNNING", finished_at=None), False),
        (lambda job: JobRun.objects.update(finished_at=NOW + timedelta(days=365)), False),
    ],
    ids=["too long ago", "failed", "still runs", "ended in a future of a wrong clock"],
)
def test_the_switch_is_red_when_the_last_run_was(broken, last, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("config.http.health.JOBS", JOBS[:1])
    run(JOBS[0].name)
    broken(JOBS[0])

    answer = client.get(ADDRESS)

    assert answer.status_code == 503
    (row,) = answer.json()["late"]
    assert (row["job"], row["lastDoneAt"] is not None) == (JOBS[0].name, last)


def test_the_schedule_of_beat_is_the_table():
    assert {entry["task"]: entry["schedule"] for entry in schedule().values()} == {job.task: job.every for job in JOBS}
    assert all(job.purpose and job.missed and job.takes for job in JOBS)


def test_tasks_that_are_given_a_part_of_the_work_run_beside_each_other():
    """Alone, the parts of all but one would be left until the next time."""
    app.loader.import_default_modules()
    parts = [task.run for name, task in app.tasks.items() if ".tasks." in name and name not in schedule()]
    recorded = [source for source in map(getsource, parts) if "@recorded(" in source]
    assert recorded
    assert all("alone=False" in source for source in recorded)


@pytest.mark.parametrize("line", ["a.b | sweep | 5 | does it", "a.b | often | 5 | x | y", "a.b | sweep | soon | x | y"])
def test_a_line_of_another_form_is_refused(line):
    with pytest.raises((ValueError, KeyError)):
        jobs_in(line, paces={"sweep": 30})


def test_a_job_is_late_once_two_runs_and_the_longest_task_there_is_are_over():
    (job,) = jobs_in("a.b | sweep | 5 | x | y", paces={"sweep": 30})

    assert job.late_after == timedelta(minutes=12, seconds=3 * 30 + 5)


def test_a_job_is_named_once():
    with pytest.raises(ValueError, match="b is in the table twice"):
        jobs_in("a.b | sweep | 5 | x | y\nc.b | sweep | 5 | x | y", paces={"sweep": 30})


def test_staff_see_the_history_in_the_admin(client):
    run("plan_reminders", rows=12)
    register = RegisterFactory()
    grant = RoleGrantFactory(user=UserFactory(is_staff=True), role=Role.REGISTRAR, organisation=register.association)
    client.force_login(grant.user)

    page = client.get("/admin/register/jobrun/").content.decode()

    assert all(words in page for words in ("plan_reminders", "done", JobRun.objects.get().worker))
