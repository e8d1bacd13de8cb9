"""A whole register is read by one index, and what was measured for a standing is kept."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

FINGERPRINT = """
CASE WHEN reverses_id IS NULL
THEN hash_record_extended(ROW(kind, category, code, quantity, unit, tags, details, edition_id, during IS NULL), 0)
ELSE 0 END
"""


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0005_find_unusual_entries_by_index"), ("register", "0002_append_only")]
    operations = [
        migrations.RemoveIndex("ledgerentry", "ledger_eval"),
        migrations.RemoveIndex("ledgerentry", "ledger_not_activity"),
        migrations.RemoveIndex("ledgerentry", "ledger_unusual"),
        migrations.AddField(
            "ledgerentry",
            "fingerprint",
            models.GeneratedField(
                expression=models.Func(template=FINGERPRINT, output_field=models.BigIntegerField()),
                output_field=models.BigIntegerField(),
                db_persist=True,
                help_text="The same for entries that are alike but for person and days; 0 for a reversal.",
            ),
        ),
        migrations.AddIndex(
            "ledgerentry",
            models.Index(
                fields=["person", "effective_on", "uuid"],
                include=["fingerprint", "registration", "recorded_at"],
                name="ledger_facts",
            ),
        ),
        migrations.AddIndex(
            "ledgerentry",
            models.Index(
                fields=["person", "effective_on", "uuid"],
                condition=models.Q(during__isnull=False),
                name="ledger_spans",
            ),
        ),
        migrations.CreateModel(
            "KeptNumbers",
            fields=[
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="kept_numbers",
                        serialize=False,
                        to="register.registration",
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("scale", models.BigIntegerField(default=1)),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("holds_from", models.DateField()),
                ("holds_before", models.DateField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(blank=True, help_text="Digest of the verdict on these numbers.", max_length=64),
                ),
                ("confirmed_on", models.DateField()),
            ],
            options={
                "verbose_name_plural": "kept numbers",
                "indexes": [models.Index(fields=["confirmed_on"], name="kept_numbers_outdated")],
            },
        ),
    ]
