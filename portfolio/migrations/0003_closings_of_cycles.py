"""The standing on which a cycle was closed, kept for good."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER closing_append_only ON portfolio_cycleclosing;
DROP TRIGGER closing_append_only_truncate ON portfolio_cycleclosing;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0002_ledger_append_only_and_stale_standings"),
        ("register", "0003_registration_number_alone"),
    ]
    operations = [
        migrations.CreateModel(
            name="CycleClosing",
            fields=[
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="closing",
                        serialize=False,
                        to="register.cycle",
                    ),
                ),
                ("as_of", models.DateField()),
                ("met", models.BooleanField()),
                ("outcome", models.CharField(max_length=40)),
                ("document", models.JSONField()),
                ("carried_out", models.JSONField(default=dict)),
                ("regulation_digest", models.CharField(max_length=80)),
                ("ledger_position", models.BigIntegerField()),
                ("closed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
