"""`manage.py doctor` says that all holds when it does, and where when somebody went past the application."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from portfolio.models import Standing
from portfolio.services.standings import refresh_stale_standings
from register.clock import now, today
from tests.factories.notifications import NoticeFactory
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import CycleFactory

pytestmark = pytest.mark.django_db


def examine(*options):
    said = StringIO()
    try:
        call_command("doctor", *options, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def past_the_application(sql):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.fixture
def healthy():
    cycle = CycleFactory(starts_on=today() - timedelta(days=300), ends_before=today() + timedelta(days=300))
    entry = LedgerEntryFactory(person=cycle.registration.person, registration=cycle.registration)
    refresh_stale_standings(on=today(), now=now())
    assert Standing.objects.get()
    return entry


def test_a_register_in_which_all_holds_is_said_to_hold(healthy):
    code, said = examine("--files")

    assert (code, "BROKEN" in said) == (0, False), said
    assert said.endswith("Everything holds.\n")


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        ("guards", "ALTER TABLE portfolio_ledgerentry DISABLE TRIGGER ledger_append_only"),
        ("guards", "ALTER TABLE portfolio_decision DROP CONSTRAINT decision_four_eyes"),
        ("standings", "UPDATE portfolio_standing SET document = document || '{\"met\": true}'"),
        (
            "cycles-apart",
            "ALTER TABLE register_cycle DROP CONSTRAINT cycle_no_overlap; INSERT INTO register_cycle"
            " (registration_id, regulation_id, starts_on, ends_before, state)"
            " SELECT registration_id, regulation_id, starts_on + 1, ends_before + 1, state FROM register_cycle",
        ),
        (
            "registration-of-the-same-person",
            "ALTER TABLE portfolio_ledgerentry DISABLE TRIGGER ledger_append_only; WITH other AS (INSERT INTO"
            " register_person (given_name, prefix, family_name, email, language)"
            " VALUES ('A', '', 'B', '', 'nl') RETURNING id)"
            " UPDATE portfolio_ledgerentry SET person_id = other.id FROM other",
        ),
    ],
)
def test_what_was_done_past_the_application_is_found_and_named(healthy, code, sql):
    past_the_application(sql)

    ended, said = examine()

    assert ended == 1
    assert f"BROKEN  {code}:" in said


def test_a_notice_that_never_left_is_found_by_its_number():
    notice = NoticeFactory(not_before=now() - timedelta(hours=2))

    ended, said = examine()

    assert ended == 1
    assert f"BROKEN  notices-leave: No notice has waited for more than an hour after its time. 1: {notice.uuid}" in said
