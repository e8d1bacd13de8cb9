"""Twenty thousand renewals on one day: the workers are killed half-way, others go on, and each is decided once."""

import io
import os
import random
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from portfolio.models import Decision, DecisionDocument, Renewal
from portfolio.services.decisions.letters import letter
from portfolio.services.decisions.trail import broken_links
from portfolio.services.renewals.by_rule import hand_out_renewals
from register.clock import now
from register.models import Event
from tests.renewals.renewing import ENDS, STARTED, regulation

pytestmark = [pytest.mark.deep, pytest.mark.servers, pytest.mark.django_db(transaction=True)]

MANY = int(os.environ.get("REHEARSED_RENEWALS", "20000"))
FILL = """
INSERT INTO register_person (given_name, prefix, family_name, email, language)
SELECT 'Renewed', '', n, 'renewed' || n || '@person.example', 'nl' FROM generate_series(1, %(many)s) n;

INSERT INTO register_registration (register_id, person_id, number, registered_on)
SELECT %(register)s, id, 'renewed' || id, %(started)s FROM register_person WHERE given_name = 'Renewed';

INSERT INTO register_cycle (registration_id, regulation_id, starts_on, ends_before, state)
SELECT id, %(regulation)s, %(started)s, %(ends)s, 'OPEN' FROM register_registration WHERE register_id = %(register)s;

INSERT INTO portfolio_ledgerentry (person_id, registration_id, kind, effective_on, category, code, quantity, unit, tags,
    details, validation, source_key, reason, recorded_at)
SELECT person_id, id, 'activity', DATE '2024-01-01' + n, 'course', '', 10, 'hour', '{}', '{}', 'OFFICE',
       'renewed/' || id || '/' || n, '', %(recorded)s
FROM register_registration, generate_series(1, 5) n WHERE register_id = %(register)s;

INSERT INTO portfolio_renewal (cycle_id, state, opened_at, submit_by, submitted_at, in_time, declared, motivation,
    starts_now, decide_by, returned_because, for_people)
SELECT id, 'SUBMITTED', %(recorded)s, %(ends)s, %(recorded)s, true, '{conduct}', '', false, %(ends)s, '', ''
FROM register_cycle;

ANALYZE;
"""


def fill(version):
    facts = {
        "many": MANY,
        "register": version.register_id,
        "regulation": version.pk,
        "started": STARTED,
        "ends": ENDS,
        "recorded": now() - timedelta(days=300),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for statement in filter(str.strip, FILL.split(";\n")):
            cursor.execute(statement, facts)


def decided():
    return Renewal.objects.filter(state="DECIDED").count()


def kept():
    return Renewal.objects.exclude(for_people="").count()


def test_twenty_thousand_renewals_are_stopped_half_way_and_resumed(background, capsys):
    version = regulation(sampled=2)
    fill(version)
    seconds = 60 + MANY  # far more than it takes, on any machine

    worker = background.worker(concurrency=2)
    began = time.monotonic()
    assert hand_out_renewals() == MANY
    background.until(lambda: decided() > MANY / 2, seconds=seconds)
    background.kill(worker)
    half, took = decided(), time.monotonic() - began
    background.worker(concurrency=2)
    resumed = time.monotonic()
    left = hand_out_renewals()
    background.until(lambda: decided() + kept() == MANY, seconds=seconds)
    took += time.monotonic() - resumed

    assert MANY / 2 < half < MANY
    assert left < MANY - half + 1
    sample = kept()
    assert 0.01 * MANY < sample < 0.03 * MANY
    assert decided() == Decision.objects.count() == MANY - sample
    assert Decision.objects.values("matter").distinct().count() == MANY - sample
    assert (
        Decision.objects.exclude(state="DECIDED").count() == Decision.objects.filter(carried_out_at=None).count() == 0
    )
    numbers = DecisionDocument.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, MANY - sample + 1))
    assert DecisionDocument.objects.values("decision").distinct().count() == MANY - sample
    assert Event.objects.filter(kind="renewal.decided").count() == MANY - sample
    assert list(broken_links(version.register)) == []
    anyone = DecisionDocument.objects.get(number=random.randint(1, MANY - sample))
    assert letter(anyone, language="nl").startswith(b"%PDF")
    said = io.StringIO()
    call_command("doctor", stdout=said)
    assert said.getvalue().endswith("Everything holds.\n")
    with capsys.disabled():
        print(f"\n{MANY:,} renewals: {took:.0f} s, {MANY / took:.0f} a second; killed at {half:,}; {sample} for people")
