"""The public register: who is kept out of it, and names found by words that are alike."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import register.models.person

SQL = Path(__file__).with_suffix(".sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0008_statuses"),
        # There pg_trgm and unaccent are made, and unmade; nothing else of it is needed.
        ("accreditation", "0004_courses_and_catalogue"),
    ]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION plain_name(text, text, text);"),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    register.models.person.PlainName("given_name", "prefix", "family_name"), name="gin_trgm_ops"
                ),
                name="person_name_alike",
            ),
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opt_outs", to="register.registration"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("registration",), name="opt_out_one_stands"
                    )
                ],
            },
        ),
    ]
