"""Every job of the table, on a world with one of each thing: twice at once, and once more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from config.celery import JOBS, app
from register.models import JobRun
from tests.api.world import make_world
from tests.factories.register import NOW

pytestmark = [pytest.mark.concurrency, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def writes():
    """How many rows of each table this connection has added, changed or removed; but for the record of the runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE schemaname = 'public' AND relname <> %s",
            [JobRun._meta.db_table],
        )
        return dict(cursor.fetchall())


def changed_by(task):
    """The tables in which a run changes anything."""
    with transaction.atomic():
        before = writes()
        task()
        return {table for table, count in writes().items() if count != before.get(table, 0)}


def twice_at_once(task):
    start = Barrier(2)

    def run(_):
        try:
            start.wait(timeout=10)
            task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(run, range(2)))


@pytest.fixture(autouse=True)
def _no_files_of_others(settings, tmp_path):
    evidence = settings.STORAGES["evidence"]
    own = evidence | {"OPTIONS": evidence["OPTIONS"] | {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"evidence": own}


def test_every_job_may_run_at_any_time_and_any_number_of_times(monkeypatch):
    make_world()
    app.loader.import_default_modules()
    # Terms of all kinds have passed by then.
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=200))
    changed_again = {}

    for job in JOBS:
        task = app.tasks[job.task]
        twice_at_once(task)
        if changed := changed_by(task):
            changed_again[job.name] = changed

    assert changed_again == {}
    ended = JobRun.objects.exclude(started_at=NOW).order_by().values_list("state", "name").distinct()
    assert sorted(ended) == sorted(("DONE", job.name) for job in JOBS)
    assert len(JobRun.objects.filter(rows__gt=0).values("name").distinct()) > 10
