"""The trail only grows, and an adopted regulation stays as it was adopted: kept by triggers, whatever code runs."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER event_append_only ON register_event;
DROP TRIGGER event_append_only_truncate ON register_event;
DROP TRIGGER regulation_adopted_is_final ON register_regulation;
DROP TRIGGER regulation_truncate ON register_regulation;
DROP FUNCTION refuse_change();
DROP FUNCTION refuse_change_of_adopted_regulation();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_people_registers_and_rules")]
    operations = [migrations.RunSQL(SQL, UNDO)]
