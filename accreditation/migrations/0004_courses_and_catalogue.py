"""Versions, modules and meetings of courses, codes unique where an attendance names them, and the catalogue."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

from accreditation.models.edition import InOrderOfEnd, Plain

HERE = Path(__file__)
FILL = HERE.with_name("0004_first_versions.sql").read_text()
TRIGGERS = HERE.with_name("0004_courses.sql").read_text()
FUNCTIONS = HERE.with_name("0004_catalogue_functions.sql").read_text()
UNDO_FUNCTIONS = """
DROP FUNCTION distance_km(numeric, numeric, numeric, numeric);
DROP FUNCTION edition_order(date, bigint);
DROP FUNCTION catalogue_plain(text);
"""
CATALOGUE = HERE.with_name("0004_catalogue.sql").read_text()
UNDO_CATALOGUE = HERE.with_name("0004_catalogue_undo.sql").read_text()
UNDO_TRIGGERS = HERE.with_name("0004_courses_undo.sql").read_text()
KINDS = [
    ("PER_MEETING", "physical, credited per meeting"),
    ("E_LEARNING", "e-learning"),
    ("PEER_GROUP", "peer group"),
    ("WHOLE", "physical, credited as a whole"),
]
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch"), ("fr", "français")]
STATUSES = [("PLANNED", "planned"), ("MOVED", "moved to another day or place"), ("CANCELLED", "cancelled")]
SOMEWHERE = models.Q(("online", True), models.Q(("place", ""), _negated=True), _connector="OR")


def identity() -> list[tuple[str, models.Field]]:
    uuid = models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("uuid", uuid),
    ]


def belongs_to(model: str, name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=f"accreditation.{model}"
    )


def place() -> models.Field:
    return models.CharField(blank=True, help_text="Empty when it is online only.", max_length=100)


def online() -> models.Field:
    return models.BooleanField(db_default=False, default=False, help_text="Can be followed from anywhere.")


def status() -> models.Field:
    return models.CharField(choices=STATUSES, db_default="PLANNED", default="PLANNED", max_length=10)


def sequence() -> models.Field:
    return models.PositiveIntegerField(db_default=0, default=0)


def words(most: int, **options: object) -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=most), blank=True, default=list, size=None, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0003_provider_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("course", "code", models.CharField(max_length=40)),
        migrations.AddIndex("course", models.Index(fields=["code"], name="course_code")),
        migrations.AddConstraint(
            "course", models.UniqueConstraint(fields=("provider", "code"), name="course_code_once_per_provider")
        ),
        migrations.CreateModel(
            name="CourseVersion",
            fields=[
                *identity(),
                ("course", belongs_to("course", "versions")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("programme", models.TextField(blank=True, max_length=20000)),
                ("objectives", models.TextField(blank=True, max_length=10000)),
                ("target_group", models.TextField(blank=True, max_length=2000)),
                ("teachers", words(200)),
                ("competences", words(60, help_text="Codes of the profession's profile.")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=LANGUAGES, max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "study_load",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="Hours that a participant spends.",
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("course", "number"), name="course_version_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="course_versions_count_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("study_load", None), ("study_load__gt", 0), _connector="OR"),
                        name="course_version_takes_some_time",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                *identity(),
                ("course", belongs_to("course", "modules")),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Place among the modules of the course, from 1."),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("course", "code"), name="module_code_once_per_course"),
                    models.UniqueConstraint(
                        deferrable=models.Deferrable.DEFERRED,
                        fields=("course", "position"),
                        name="module_position_once_per_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="module_positions_count_from_one"
                    ),
                ]
            },
        ),
        migrations.AddField("edition", "status", status()),
        migrations.AddField("edition", "online", online()),
        migrations.AddField(
            "edition",
            "capacity",
            models.PositiveIntegerField(blank=True, help_text="Most participants; empty: no limit.", null=True),
        ),
        migrations.AddField("edition", "sequence", sequence()),
        migrations.AlterField("edition", "code", models.CharField(max_length=40)),
        migrations.AlterField("edition", "place", place()),
        migrations.AlterField(
            "edition", "language", models.CharField(choices=LANGUAGES, default="nl", max_length=2)
        ),
        migrations.AddField(
            "edition",
            "version",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="accreditation.courseversion",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("edition", "version", belongs_to("courseversion", "editions")),
        migrations.AddIndex("edition", models.Index(fields=["code"], name="edition_code")),
        migrations.AddConstraint(
            "edition", models.UniqueConstraint(fields=("course", "code"), name="edition_code_once_per_course")
        ),
        migrations.AddConstraint(
            "edition", models.CheckConstraint(condition=SOMEWHERE, name="edition_is_somewhere")
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(("capacity", None), ("capacity__gte", 1), _connector="OR"),
                name="edition_has_room",
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                *identity(),
                ("edition", belongs_to("edition", "meetings")),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("status", status()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", place()),
                ("online", online()),
                ("sequence", sequence()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "code"), name="meeting_code_once_per_edition"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_ends_after_it_starts",
                    ),
                    models.CheckConstraint(condition=SOMEWHERE, name="meeting_is_somewhere"),
                ]
            },
        ),
        migrations.RunSQL(TRIGGERS, UNDO_TRIGGERS),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FUNCTIONS, UNDO_FUNCTIONS),
        migrations.AddField(
            "edition",
            "latitude",
            models.DecimalField(
                blank=True, decimal_places=6, help_text="Degrees north.", max_digits=8, null=True
            ),
        ),
        migrations.AddField(
            "edition",
            "longitude",
            models.DecimalField(
                blank=True, decimal_places=6, help_text="Degrees east.", max_digits=9, null=True
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="edition_is_on_earth",
            ),
        ),
        migrations.AddIndex("edition", models.Index(InOrderOfEnd(), name="edition_in_order_of_end")),
        migrations.AddIndex("edition", models.Index(Plain("place"), InOrderOfEnd(), name="edition_by_place")),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="catalogue_entry",
                        serialize=False,
                        to="accreditation.course",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None
                    ),
                ),
            ],
            options={"indexes": [GinIndex(fields=["words", "marks"], name="catalogue_entry_found")]},
        ),
        migrations.CreateModel(
            name="CatalogueWord",
            fields=[
                (
                    "word",
                    models.CharField(db_collation="C", max_length=100, primary_key=True, serialize=False),
                ),
            ],
            options={
                "indexes": [GinIndex(fields=["word"], name="catalogue_word_alike", opclasses=["gin_trgm_ops"])]
            },
        ),
        migrations.RunSQL(CATALOGUE, UNDO_CATALOGUE),
    ]
