"""What a version of the rules makes of everybody on a register, and who would change sides."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0001_providers_courses_and_accreditations"),
        ("portfolio", "0003_closings_of_cycles"),
        ("register", "0003_registration_number_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Simulation',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("as_of", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("QUEUED", "queued"), ("RUNNING", "running"), ("DONE", "done"), ("PARKED", "parked")],
                        default="QUEUED",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, help_text="Runs since the last progress.")),
                ("total", models.PositiveIntegerField()),
                ("judged", models.PositiveIntegerField(default=0)),
                (
                    "unjudged",
                    models.PositiveIntegerField(default=0, help_text="Dossiers that could not be read or judged."),
                ),
                ("position", models.BigIntegerField(default=0)),
                ("in_force", models.JSONField(default=dict)),
                ("tried", models.JSONField(default=dict)),
                (
                    "gained",
                    models.PositiveIntegerField(
                        default=0, help_text="Short by the rules in force, not by those tried."
                    ),
                ),
                (
                    "lost",
                    models.PositiveIntegerField(
                        default=0, help_text="Short by the rules tried, not by those in force."
                    ),
                ),
                ("requested_at", models.DateTimeField(help_text="Also the moment of which the facts are known.")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("regulation", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="simulations", to="register.regulation"
            )),
                ("requested_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("state__in", ["QUEUED", "RUNNING"])),
                fields=("regulation", "as_of"),
                name="simulation_one_at_a_time",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    (
                        "judged__gte",
                        django.db.models.expressions.CombinedExpression(models.F("gained"), "+", models.F("lost")),
                    )
                ),
                name="simulation_changes_are_judged",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='SimulationChange',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("met", models.BooleanField(help_text="By the rules that are tried.")),
                ("outcome_in_force", models.CharField(max_length=40)),
                ("outcome_tried", models.CharField(max_length=40)),
                ("short", models.JSONField(default=dict)),
                ("registration", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.registration"
            )),
                ("simulation", models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="portfolio.simulation"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("simulation", "registration"), name="simulation_change_once"),
                ],
            },
        ),
    ]
