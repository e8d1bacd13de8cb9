"""However many courses there are, a search reads those it is about: by its indexes, in the order they keep.

With scans of whole tables left out of the choice, since for some thousands of courses those are as quick. What the
planner chooses also hangs on what other tests left behind in sizes and statistics, so these run when asked for,
on a database of their own: CATALOGUE_PLANS=1 pytest -n 0 tests/accreditation/test_catalogue_plans.py
"""

import os
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accreditation.models import Course
from accreditation.selectors.catalogue import Near, Wanted, editions_wanted
from tests.accreditation.catalogue_rows import fill_catalogue

pytestmark = pytest.mark.skipif(not os.environ.get("CATALOGUE_PLANS"), reason="asked for by CATALOGUE_PLANS=1")
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def large(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        fill_catalogue(courses=8000, runs=3)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(large, db):
    """A large catalogue, as it was for every other test."""


def plans_of(**wanted):
    """What a page reads, and how PostgreSQL means to find it."""
    with CaptureQueriesContext(connection) as queries:
        rows = list(editions_wanted(Wanted(after=TODAY, **wanted)).order_by("order")[:51])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        lines = []
        for query in queries:
            cursor.execute(f"EXPLAIN {query['sql']}".replace("%", "%%"), [])
            lines += [line for (line,) in cursor.fetchall()]
    return rows, "\n".join(lines)


@pytest.mark.parametrize(
    ("wanted", "indexes"),
    [
        ({}, ["edition_in_order_of_end"]),
        ({"text": "{rare}"}, ["catalogue_entry_found", "accreditation_catalogueword_pkey"]),
        ({"text": "{typo}"}, ["catalogue_entry_found", "catalogue_word_alike"]),
        ({"text": "theme"}, ["edition_in_order_of_end"]),  # all have it
        ({"text": "{rare}", "register": "large"}, ["catalogue_entry_found"]),
        ({"register": "small"}, ["catalogue_entry_found"]),
        ({"competence": "competence-7"}, ["catalogue_entry_found"]),
        ({"place": "PLACE BC"}, ["edition_by_place"]),
        ({"register": "large", "category": "accredited"}, ["edition_in_order_of_end"]),
    ],
)
def test_a_search_goes_by_its_indexes(catalogue, wanted, indexes):
    rare = Course.objects.order_by("id")[777].title.split()[0]
    words = {"rare": rare, "typo": rare[:3] + "q" + rare[3:]}
    asked = {name: value.format_map(words) for name, value in wanted.items()}

    rows, plans = plans_of(**asked)

    assert rows
    for index in indexes:
        assert index in plans


def test_what_is_nearby_is_found_in_the_order_that_is_kept(catalogue):
    _, plans = plans_of(near=Near(Decimal(52), Decimal(5), 25))

    assert "edition_in_order_of_end" in plans
