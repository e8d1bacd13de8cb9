"""What was submitted is kept as it was, so that a provider completes it for one register while another assesses."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = Path(__file__).with_name("0009_loose_ends_of_the_desk_undo.sql").read_text()
SUBMITTED_BEFORE = Path(__file__).with_name("0009_submitted_before.sql").read_text()
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0008_editions_under_mandates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="attachment", name="attachment_once_per_application"),
        migrations.AddField(
            model_name="attachment", name="removed_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("application", "digest"),
                name="attachment_once_per_application",
            ),
        ),
        migrations.RunSQL(
            migrations.RunSQL.noop, "DELETE FROM accreditation_attachment WHERE removed_at IS NOT NULL"
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("motivation", models.TextField(max_length=4000)),
                ("urgent", models.BooleanField(default=False)),
                ("planned_editions", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="submissions", to="accreditation.application"
                    ),
                ),
                (
                    "attachments",
                    models.ManyToManyField(blank=True, related_name="submissions", to="accreditation.attachment"),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="submissions", to="accreditation.courseversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "number"), name="submission_number_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=PROTECT,
                related_name="assessments",
                to="accreditation.submission",
            ),
        ),
        migrations.RunSQL(SUBMITTED_BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["DRAFT", "WITHDRAWN"]), ("submission__isnull", False), _connector="OR"
                ),
                name="assessment_of_what_was_submitted",
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
