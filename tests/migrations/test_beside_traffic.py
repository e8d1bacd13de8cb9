"""Migrating while others read: nobody waits long, and it is done in the end; and what a release may not do is seen."""

import threading
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection

from register.management.commands import migrate as beside
from tests.worker.processes import database_url

_spec = spec_from_file_location("migrations_of_ci", Path(__file__).parents[2] / ".ci/migrations.py")
_module = module_from_spec(_spec)
_spec.loader.exec_module(_module)
faults_of = _module.faults_of
CHANGE, BACK = "ALTER TABLE register_person ADD COLUMN later int", "ALTER TABLE register_person DROP COLUMN later"


@pytest.mark.migration
@pytest.mark.django_db(transaction=True)
def test_a_migration_that_meets_a_long_reader_makes_nobody_wait_and_is_done_in_the_end(monkeypatch):
    attempts, waited, held = [], [], threading.Event()

    def change(self, *args, **options):
        attempts.append(time.monotonic())
        with connection.cursor() as cursor:
            cursor.execute(CHANGE)

    def read_long():
        with psycopg.connect(database_url()) as reader:
            reader.execute("SELECT count(*) FROM register_person")
            held.set()
            time.sleep(2)

    def read_often():
        with psycopg.connect(database_url(), autocommit=True) as reader:
            while not done.is_set():
                began = time.monotonic()
                reader.execute("SELECT count(*) FROM register_person")
                waited.append(time.monotonic() - began)
                done.wait(0.02)

    monkeypatch.setattr(migrate.Command, "handle", change)
    monkeypatch.setattr(beside, "PAUSE", 0.2)
    done = threading.Event()
    threads = [threading.Thread(target=read_long), threading.Thread(target=read_often)]
    for thread in threads:
        thread.start()
    try:
        held.wait(10)
        call_command("migrate", verbosity=0)
    finally:
        done.set()
        for thread in threads:
            thread.join()
        with connection.cursor() as cursor:
            cursor.execute(BACK)
    connection.close()  # with its timeouts

    assert len(attempts) > 1, "nobody was in the way: nothing was shown"
    assert max(waited) < 2, waited


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "register_person" ADD COLUMN "later" integer NOT NULL',
        'ALTER TABLE "register_person" DROP COLUMN "email"',
        'ALTER TABLE "register_person" RENAME COLUMN "email" TO "mail"',
        'ALTER TABLE "register_person" RENAME TO "register_people"',
        'DROP TABLE "register_person"',
        'ALTER TABLE "register_person" ALTER COLUMN "email" TYPE integer',
        'CREATE INDEX "slow" ON "register_person" ("email")',
        'LOCK TABLE "register_person"',
    ],
)
def test_what_the_release_before_would_not_survive_is_refused(statement):
    assert faults_of([statement])


def test_what_only_adds_is_not_refused():
    assert faults_of(['ALTER TABLE "register_person" ADD COLUMN "later" integer NULL']) == []
    assert faults_of(['CREATE TABLE "new" ("id" bigint)', 'CREATE INDEX "quick" ON "new" ("id")']) == []
