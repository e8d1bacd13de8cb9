"""The ledger only grows, and each fact marks its person's standings stale in its own transaction."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER ledger_append_only ON portfolio_ledgerentry;
DROP TRIGGER ledger_append_only_truncate ON portfolio_ledgerentry;
DROP TRIGGER ledger_marks_stale ON portfolio_ledgerentry;
DROP TRIGGER accreditation_marks_stale_on_insert ON accreditation_accreditation;
DROP TRIGGER accreditation_marks_stale_on_update ON accreditation_accreditation;
DROP TRIGGER attribute_marks_stale_on_insert ON register_registrationattribute;
DROP TRIGGER attribute_marks_stale_on_update ON register_registrationattribute;
DROP TRIGGER cycle_marks_stale_on_insert ON register_cycle;
DROP TRIGGER cycle_marks_stale_on_update ON register_cycle;
DROP FUNCTION mark_stale_of_ledger();
DROP FUNCTION mark_stale_of_accreditation();
DROP FUNCTION mark_stale_of_registration();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0001_ledger_attendance_claims_and_standings"),
        ("register", "0002_append_only"),
        ("accreditation", "0001_providers_courses_and_accreditations"),
    ]
    operations = [migrations.RunSQL(SQL, UNDO)]
