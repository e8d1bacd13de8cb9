"""Every promise that doctor looks after, one by one: a row that was changed past the application is found."""

import pytest
from django.db import connection

from notifications.management.commands.doctor import PROMISES
from register.clock import now
from register.selectors.promises import kept
from tests.api.conftest import standing_world, world

__all__ = ["standing_world", "world"]
pytestmark = pytest.mark.django_db
# Takes from a table what keeps it sound, as somebody with every right can.
UNGUARD = """
DO $$
DECLARE name text;
BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype IN ('c', 'u', 'x')
    LOOP EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I CASCADE', name); END LOOP;
    FOR name IN SELECT indexrelid::regclass::text FROM pg_index
        WHERE indrelid = '{table}'::regclass AND indisunique AND NOT indisprimary
    LOOP EXECUTE format('DROP INDEX %s', name); END LOOP;
END $$;
"""
ENTRY = """INSERT INTO portfolio_ledgerentry (uuid, person_id, registration_id, kind, effective_on, category, code,
    unit, quantity, tags, details, edition_id, validation, source_key, reverses_id, reason, recorded_at)
    SELECT gen_random_uuid(), {person}, {registration}, kind, effective_on, category, code, unit, quantity, tags,
    details, edition_id, validation, {key}, {reverses}, '', recorded_at FROM portfolio_ledgerentry WHERE {which}"""
ANY = "id = (SELECT min(id) FROM portfolio_ledgerentry)"
OTHER = "(SELECT max(id) FROM register_person)"
DECIDED = "UPDATE portfolio_decision SET state = 'DECIDED', decided_at = now(), {} WHERE true"
LONG_AGO = "now() - interval '3 days'"
NOTICE = "UPDATE notifications_notice SET state = '{}', {} = " + LONG_AGO
DELIVERY = "UPDATE notifications_webhookdelivery SET state = '{}', {} = " + LONG_AGO
BROKEN = {
    "keys-checked": (
        "register_event",
        "ALTER TABLE register_event ADD CONSTRAINT later CHECK (kind <> 'none') NOT VALID",
    ),
    "cycles-apart": (
        "register_cycle",
        "UPDATE register_cycle SET starts_on = '1990-01-01', ends_before = '2040-01-01'",
    ),
    "adopted-by-another": ("register_regulation", "UPDATE register_regulation SET adopted_by_id = proposed_by_id"),
    "status-once-a-day": (
        "register_statuschange",
        "INSERT INTO register_statuschange (uuid, registration_id, axis, value, starts_on, recorded_at) SELECT"
        " gen_random_uuid(), min(id), 'registration', 'SUSPENDED', '2026-01-01', now() FROM register_registration,"
        " generate_series(1, 2) n GROUP BY n",
    ),
    "cycle-under-its-register": (
        "register_cycle",
        "UPDATE register_cycle SET regulation_id = (SELECT max(g.id) FROM register_regulation g"
        " JOIN register_register r ON r.id = g.register_id WHERE r.code = 'nova')",
    ),
    "ended-as-decided": (
        "register_statuschange",
        "INSERT INTO register_statuschange (uuid, registration_id, axis, value, starts_on, recorded_at)"
        " SELECT gen_random_uuid(), min(id), 'registration', 'LAPSED', '2026-01-01', now() FROM register_registration",
    ),
    "trail-in-the-past": (
        "register_event",
        "UPDATE register_event SET recorded_at = now() + interval '1 day'",
    ),
    "accreditation-reconsidered-by-another": (
        "accreditation_decision",
        "INSERT INTO accreditation_decision (uuid, assessment_id, stage, basis, granted, lines, tags, conditions,"
        " reasons, decided_by_id, decided_at) SELECT gen_random_uuid(), assessment_id, 'RECONSIDERED', basis, granted,"
        " lines, tags, conditions, reasons, decided_by_id, decided_at FROM accreditation_decision",
    ),
    "application-of-the-provider-of-its-course": (
        "accreditation_application",
        "UPDATE accreditation_application SET provider_id = (SELECT max(organisation_ptr_id)"
        " FROM accreditation_provider WHERE organisation_ptr_id <> provider_id)",
    ),
    "reversed-once": (
        "portfolio_ledgerentry",
        *(
            ENTRY.format(
                person="person_id", registration="registration_id", key=f"'again/{n}'", reverses="id", which=ANY
            )
            for n in range(2)
        ),
    ),
    "reversal-of-the-same-person": (
        "portfolio_ledgerentry",
        ENTRY.format(person=OTHER, registration="NULL", key="'other'", reverses="id", which=ANY),
    ),
    "registration-of-the-same-person": (
        "portfolio_ledgerentry",
        f"UPDATE portfolio_ledgerentry SET person_id = {OTHER} WHERE registration_id IS NOT NULL",
    ),
    "merged-holds-nothing": (
        "register_person",
        "UPDATE register_person SET merged_into_id = (SELECT max(id) FROM register_person) WHERE id ="
        " (SELECT min(person_id) FROM register_registration WHERE ended_before IS NULL)",
    ),
    "decided-by-another": (
        "portfolio_decision",
        "UPDATE portfolio_decision SET decided_by_id = prepared_by_id WHERE prepared_by_id IS NOT NULL",
    ),
    "one-decision-stands": (
        "portfolio_decision",
        DECIDED.format("matter = gen_random_uuid()"),
        DECIDED.format("matter = '00000000-0000-0000-0000-000000000000'"),
    ),
    "decisions-written": ("portfolio_decision", DECIDED.format("undone_at = NULL")),
    "lists-add-up": (
        "portfolio_attendancebatch",
        "UPDATE portfolio_attendancebatch SET state = 'DONE', processed_lines = total_lines + 1",
    ),
    "rows-reported": (
        "portfolio_attendancebatch",
        "UPDATE portfolio_attendancebatch SET state = 'DONE', total_lines = 5, processed_lines = 5",
    ),
    "attended-once": (
        "portfolio_ledgerentry",
        *(
            ENTRY.format(
                person="person_id", registration="NULL", key=f"'attendance/once/{n}'", reverses="NULL", which=ANY
            )
            for n in range(2)
        ),
    ),
    "reconsidered-by-another": (
        "portfolio_objection",
        "UPDATE portfolio_objection SET first_decided_by_id = (SELECT min(id) FROM register_user),"
        " decided_by_id = (SELECT min(id) FROM register_user)",
    ),
    "claims-decided-by-another": (
        "portfolio_claim",
        "UPDATE portfolio_claim c SET decided_by_id = u.id FROM register_user u JOIN register_registration r"
        " ON r.person_id = u.person_id WHERE r.id = c.registration_id",
    ),
    "decision-under-its-register": (
        "portfolio_decision",
        "UPDATE portfolio_decision SET regulation_id = (SELECT max(g.id) FROM register_regulation g"
        " JOIN register_register r ON r.id = g.register_id WHERE r.code = 'nova')",
    ),
    "decisions-explained": (
        "portfolio_decisiondocument",
        "UPDATE portfolio_decisiondocument SET kind = 'DECIDED', body = '{}'",
    ),
    "decisions-on-the-trail": (
        "portfolio_decision",
        DECIDED.format("decided_by_id = (SELECT max(id) FROM register_user)"),
    ),
    "decided-after-preparing": (
        "portfolio_decision",
        "UPDATE portfolio_decision SET decided_at = prepared_at - interval '1 hour'",
    ),
    "erasures-carried-out": (
        "portfolio_erasure",
        f"UPDATE portfolio_erasure SET state = 'ERASED', erased_at = {LONG_AGO}, not_before = {LONG_AGO}",
    ),
    "exports-let-go": (
        "portfolio_dossierexport",
        f"UPDATE portfolio_dossierexport SET state = 'READY', expires_at = {LONG_AGO}",
    ),
    "standings-kept-up": (
        "portfolio_stalestanding",
        "INSERT INTO portfolio_stalestanding (registration_id, marked_at, error) SELECT max(id), now(), ''"
        " FROM register_registration ON CONFLICT DO NOTHING",
        f"UPDATE portfolio_stalestanding SET error = '', marked_at = {LONG_AGO}",
    ),
    "notices-leave": ("notifications_notice", NOTICE.format("QUEUED", "not_before")),
    "notices-settled": ("notifications_notice", NOTICE.format("SENDING", "lease_until")),
    "told-once": (
        "notifications_notice",
        "UPDATE notifications_notice n SET state = 'SENT', milestone = 'earn:1 month', channel = 'email',"
        " deadline_on = '2026-01-01', registration_id = r.id, cycle_id = NULL"
        " FROM (SELECT min(id) AS id FROM register_registration) r",
    ),
    "events-heard": (
        "register_event",
        f"UPDATE register_event SET kind = 'claim.granted', recorded_at = {LONG_AGO}",
        "DELETE FROM notifications_heardevent",
    ),
    "webhooks-leave": ("notifications_webhookdelivery", DELIVERY.format("QUEUED", "not_before")),
    "webhooks-settled": ("notifications_webhookdelivery", DELIVERY.format("SENDING", "lease_until")),
}


def test_every_promise_has_a_case_here():
    assert set(BROKEN) == {promise.code for promise in PROMISES}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.code)
def test_a_row_changed_past_the_application_is_found(world, promise):
    table, *statements = BROKEN[promise.code]
    before = kept(promise, now=now())

    with connection.cursor() as cursor:
        cursor.execute(UNGUARD.format(table=table))
        for statement in statements:
            cursor.execute(statement)

    after = kept(promise, now=now())
    assert after.broken > before.broken
    assert after.examples
