"""Accreditation policies: two people adopt them, and then nobody changes them."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER accreditation_policy_adopted_is_final ON accreditation_accreditationpolicy;
DROP TRIGGER accreditation_policy_truncate ON accreditation_accreditationpolicy;
DROP FUNCTION refuse_change_of_adopted_policy();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0001_providers_courses_and_accreditations"),
        ("register", "0002_append_only"),
        ("register", "0003_registration_number_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccreditationPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("in_force_from", models.DateField()),
                ("document", models.JSONField()),
                ("proposed_at", models.DateTimeField()),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accreditation_policies",
                        to="register.register",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accreditation policies",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("adopted_at__isnull", False)),
                        fields=("register", "in_force_from"),
                        name="accreditation_policy_one_per_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at", None), ("adopted_by", None)),
                            models.Q(("adopted_at__isnull", False), ("adopted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accreditation_policy_adopted_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_by", None),
                            models.Q(("adopted_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accreditation_policy_four_eyes",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
