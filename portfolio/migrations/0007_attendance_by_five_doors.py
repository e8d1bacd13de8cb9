"""Attendance from spreadsheets, web services and learning records."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = "DROP TRIGGER attendance_batch_stays ON portfolio_attendancebatch;"
PROTECT, DO_NOTHING = django.db.models.deletion.PROTECT, django.db.models.deletion.DO_NOTHING
NAMED = models.CharField(max_length=200, blank=True)


def _batch_field(name, field):
    return migrations.AddField("attendancebatch", name, field)


def _unchecked(to, *, null, related_name):
    return models.ForeignKey(
        to, null=null, on_delete=DO_NOTHING, related_name=related_name, db_constraint=False, db_index=False
    )


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0006_read_a_register_fast"),
        ("accreditation", "0004_courses_and_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("attendancebatch", "attendance_batch_same_file_once"),
        migrations.RemoveConstraint("attendancebatch", "attendance_batch_every_row_accounted_for"),
        migrations.AlterField(
            "attendancebatch",
            "content",
            models.BinaryField(help_text="The file as sent, or the rows as lines of JSON."),
        ),
        migrations.AlterField(
            "attendancebatch",
            "encoding",
            models.CharField(
                blank=True,
                choices=[("utf-8", "UTF-8"), ("windows-1252", "Windows-1252")],
                help_text="What the bytes of a CSV file were read as.",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            "attendancebatch",
            "separator",
            models.CharField(blank=True, help_text="What stands between the cells of a CSV file.", max_length=1),
        ),
        _batch_field(
            "mandate",
            models.ForeignKey(
                blank=True,
                help_text="Of the organisation that reports for the provider; empty when the provider does.",
                null=True,
                on_delete=PROTECT,
                related_name="attendance_batches",
                to="accreditation.attendancemandate",
            ),
        ),
        _batch_field(
            "source",
            models.CharField(
                choices=[
                    ("CSV", "CSV file"),
                    ("XLSX", "workbook"),
                    ("JSON", "rows in JSON"),
                    ("XML", "XML web service"),
                    ("XAPI", "learning record"),
                ],
                default="CSV",
                max_length=4,
            ),
        ),
        _batch_field(
            "message",
            models.CharField(
                choices=[
                    ("ADD", "these were there as well"),
                    ("REPLACE", "these were there, and nobody else"),
                    ("WITHDRAW", "these were not there"),
                ],
                default="ADD",
                max_length=8,
            ),
        ),
        _batch_field(
            "test",
            models.BooleanField(default=False, help_text="Everything is checked and reported, nothing is booked."),
        ),
        _batch_field(
            "all_or_nothing",
            models.BooleanField(default=False, help_text="Nothing is booked unless every row is good."),
        ),
        _batch_field(
            "message_key",
            models.CharField(blank=True, help_text="The sender's own name for this message.", max_length=120),
        ),
        _batch_field(
            "turn",
            models.PositiveIntegerField(default=0, help_text="How often this content came back after a change."),
        ),
        _batch_field(
            "noted_rows",
            models.PositiveIntegerField(
                default=0,
                help_text="Taken without a booking: noted, taken back, tested, held back or put before the office.",
            ),
        ),
        _batch_field(
            "removed_entries",
            models.PositiveIntegerField(default=0, help_text="Taken off the lists that this one replaced."),
        ),
        migrations.AddConstraint(
            "attendancebatch",
            models.UniqueConstraint(
                fields=[
                    "provider",
                    "mandate",
                    "digest",
                    "source",
                    "message",
                    "test",
                    "all_or_nothing",
                    "message_key",
                    "turn",
                ],
                nulls_distinct=False,
                name="attendance_batch_same_file_once",
            ),
        ),
        migrations.AddConstraint(
            "attendancebatch",
            models.UniqueConstraint(
                fields=["provider", "message_key"], condition=~Q(message_key=""), name="attendance_batch_one_per_key"
            ),
        ),
        migrations.AddConstraint(
            "attendancebatch",
            models.CheckConstraint(
                condition=Q(processed_lines=F("booked_rows") + F("known_rows") + F("noted_rows") + F("refused_rows")),
                name="attendance_batch_every_row_accounted_for",
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
        migrations.AlterField(
            "attendancerow", "batch", _unchecked("portfolio.attendancebatch", null=False, related_name="rows")
        ),
        migrations.AlterField("attendancerow", "person", _unchecked("register.person", null=True, related_name="+")),
        migrations.AlterField(
            "attendancerow", "edition", _unchecked("accreditation.edition", null=True, related_name="+")
        ),
        migrations.AlterField("attendancerow", "edition_code", NAMED),
        migrations.AddField("attendancerow", "association_code", NAMED),
        migrations.AddField("attendancerow", "course_code", NAMED),
        migrations.AddField("attendancerow", "module_code", NAMED),
        migrations.AddField("attendancerow", "meeting_code", NAMED),
        migrations.AddField("attendancerow", "arrived_at_text", NAMED),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(on_delete=PROTECT, related_name="presences", to="portfolio.attendancebatch"),
                ),
                (
                    "edition",
                    models.ForeignKey(on_delete=PROTECT, related_name="presences", to="accreditation.edition"),
                ),
                ("person", models.ForeignKey(on_delete=PROTECT, related_name="presences", to="register.person")),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="presences", to="accreditation.meeting"
                    ),
                ),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["edition", "person", "on", "meeting"], nulls_distinct=False, name="presence_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="AttendanceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(on_delete=PROTECT, related_name="changes", to="portfolio.attendancebatch"),
                ),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="changes", to="portfolio.ledgerentry")),
                (
                    "state",
                    models.CharField(
                        choices=[("REQUESTED", "requested"), ("ACCEPTED", "accepted"), ("REFUSED", "refused")],
                        default="REQUESTED",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["entry"], condition=Q(state="REQUESTED"), name="attendance_change_asked_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(state="REQUESTED", decided_at=None, decided_by=None, reason="")
                        | (~Q(state="REQUESTED") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                        name="attendance_change_decided_by_someone",
                    ),
                ],
                "indexes": [models.Index(fields=["id"], condition=Q(state="REQUESTED"), name="attendance_change_open")],
            },
        ),
    ]
