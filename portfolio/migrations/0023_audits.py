"""Audit runs."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portfolio.models.audit

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER audit_is_drawn ON portfolio_audit;
DROP TRIGGER audit_stratum_append_only ON portfolio_auditstratum;
DROP TRIGGER audit_stratum_append_only_truncate ON portfolio_auditstratum;
DROP TRIGGER audit_candidate_append_only ON portfolio_auditcandidate;
DROP TRIGGER audit_candidate_append_only_truncate ON portfolio_auditcandidate;
DROP TRIGGER audit_run_is_fixed ON portfolio_auditrun;
DROP FUNCTION refuse_change_of_drawn_audit();
DROP FUNCTION refuse_change_of_committed_run();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0022_renewals"),
        ("register", "0009_public_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "PREPARED"),
                            ("COMMITTED", "COMMITTED"),
                            ("DRAWN", "DRAWN"),
                            ("CANCELLED", "CANCELLED"),
                        ],
                        default="PREPARED",
                        max_length=10,
                    ),
                ),
                ("plan", models.JSONField()),
                ("prepared_at", models.DateTimeField()),
                (
                    "as_of",
                    models.DateField(blank=True, help_text="The day on which the population was looked at.", null=True),
                ),
                ("seed", models.CharField(blank=True, help_text="256 bits, in hexadecimal.", max_length=64)),
                ("seed_digest", models.CharField(blank=True, max_length=80)),
                ("population_digest", models.CharField(blank=True, max_length=80)),
                (
                    "excluded",
                    models.JSONField(
                        blank=True, default=dict, help_text="How many were left out, by the first ground."
                    ),
                ),
                ("committed_at", models.DateTimeField(blank=True, null=True)),
                ("drawn_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=500)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audit_runs", to="register.register"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(help_text="The uuid of the cycle.")),
                ("stratum", models.CharField(blank=True, max_length=80)),
                ("tickets", models.PositiveSmallIntegerField()),
                (
                    "risks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.cycle"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="portfolio.auditrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("key", models.UUIDField(help_text="The key of the line of the population.")),
                ("stratum", models.CharField(blank=True, max_length=80)),
                ("position", models.PositiveIntegerField(help_text="Its place in the order of the draw, from 1.")),
                ("ticket", models.CharField(max_length=64)),
                ("tickets", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("standing", models.JSONField(blank=True, null=True)),
                ("ledger_position", models.BigIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(choices=portfolio.models.audit.audit_states, default="DRAWN", max_length=20),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="register.cycle"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="register.registration"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="portfolio.auditrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditStratum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=80)),
                ("candidates", models.PositiveIntegerField()),
                ("to_draw", models.PositiveIntegerField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strata", to="portfolio.auditrun"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cancelled_at", None),
                        ("drawn_at", None),
                        ("state", "PREPARED"),
                        ("committed_at", None),
                        ("committed_by", None),
                        ("population_digest", ""),
                        ("seed", ""),
                        ("seed_digest", ""),
                    ),
                    models.Q(
                        ("cancelled_at", None),
                        ("drawn_at", None),
                        ("state", "COMMITTED"),
                        ("as_of__isnull", False),
                        ("committed_at__isnull", False),
                        models.Q(("seed", ""), _negated=True),
                        models.Q(("population_digest", ""), _negated=True),
                    ),
                    models.Q(
                        ("cancelled_at", None),
                        ("drawn_at__isnull", False),
                        ("state", "DRAWN"),
                        ("as_of__isnull", False),
                        ("committed_at__isnull", False),
                        models.Q(("seed", ""), _negated=True),
                        models.Q(("population_digest", ""), _negated=True),
                    ),
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("drawn_at", None),
                        ("state", "CANCELLED"),
                        models.Q(("cancelled_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_run_state_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("committed_by", None),
                    models.Q(("committed_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="audit_run_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "COMMITTED")), fields=("register",), name="audit_run_one_committed"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditcandidate",
            constraint=models.UniqueConstraint(fields=("run", "key"), name="audit_candidate_once"),
        ),
        migrations.AddConstraint(
            model_name="auditcandidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("tickets__gte", 1)), name="audit_candidate_has_a_ticket"
            ),
        ),
        migrations.AddIndex(
            model_name="audit",
            index=models.Index(fields=["registration", "drawn_at"], name="audit_of_registration"),
        ),
        migrations.AddIndex(
            model_name="audit",
            index=models.Index(condition=models.Q(("standing__isnull", True)), fields=["id"], name="audit_not_frozen"),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(fields=("run", "registration"), name="audit_once_a_run"),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(fields=("run", "position"), name="audit_one_at_a_place"),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ledger_position", None), ("standing__isnull", True)),
                    models.Q(("ledger_position__isnull", False), ("standing__isnull", False)),
                    _connector="OR",
                ),
                name="audit_standing_with_its_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditstratum",
            constraint=models.UniqueConstraint(fields=("run", "name"), name="audit_stratum_once"),
        ),
        migrations.AddConstraint(
            model_name="auditstratum",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_draw__lte", models.F("candidates"))), name="audit_stratum_large_enough"
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
