"""Applications for accreditation, their assessment and decisions."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import register.models.registration

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER advice_append_only ON accreditation_advice;
DROP TRIGGER decision_append_only ON accreditation_decision;
DROP TRIGGER objection_append_only ON accreditation_objection;
DROP TRIGGER accreditation_is_final ON accreditation_accreditation;
DROP TRIGGER decision_by_somebody_else ON accreditation_decision;
DROP TRIGGER advice_by_somebody_else ON accreditation_advice;
DROP TRIGGER application_under_assessment ON accreditation_application;
DROP TRIGGER attachment_under_assessment ON accreditation_attachment;
DROP FUNCTION refuse_change_of_accreditation();
DROP FUNCTION refuse_decision_on_own_part();
DROP FUNCTION refuse_advice_on_own_part();
DROP FUNCTION refuse_change_under_assessment();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0004_courses_and_catalogue"),
        ("register", "0005_roles_by_the_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Advice',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("grant", models.BooleanField()),
                ("lines", models.JSONField(blank=True, default=list)),
                ("conditions", models.TextField(blank=True, max_length=2000)),
                ("reasons", models.TextField(max_length=8000)),
                ("advised_at", models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': "advices",
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="advice_has_reasons"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grant", True), models.Q(("lines", []), _negated=True)),
                    models.Q(("grant", False), ("lines", [])),
                    _connector="OR",
                ),
                name="advice_grants_something",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FIRST", "for the first time"),
                            ("REPEAT", "again, for a following period"),
                            ("CHANGE", "because the course changes"),
                        ],
                        default="FIRST",
                        max_length=10,
                    ),
                ),
                ("motivation", models.TextField(blank=True, max_length=4000)),
                ("urgent", models.BooleanField(default=False)),
                ("planned_editions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("copied_from", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="accreditation.application",
            )),
                ("course", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="accreditation.course"
            )),
                ("created_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="accreditation.provider"
            )),
                ("version", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="accreditation.courseversion",
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["provider", "-created_at"], name="application_of_provider"),
                ],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "DRAFT"),
                            ("SUBMITTED", "SUBMITTED"),
                            ("RETURNED", "RETURNED"),
                            ("ASSESSING", "ASSESSING"),
                            ("QUESTIONED", "QUESTIONED"),
                            ("ADVISED", "ADVISED"),
                            ("GRANTED", "GRANTED"),
                            ("REFUSED", "REFUSED"),
                            ("OBJECTED", "OBJECTED"),
                            ("RECONSIDERED", "RECONSIDERED"),
                            ("WITHDRAWN", "WITHDRAWN"),
                            ("SET_ASIDE", "SET_ASIDE"),
                        ],
                        default="DRAFT",
                        max_length=20,
                    ),
                ),
                ("requested", models.JSONField(blank=True, default=list)),
                ("advices_needed", models.PositiveSmallIntegerField(default=0)),
                ("blind", models.BooleanField(default=False)),
                ("application", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="accreditation.application"
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="register.register"
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["register", "state"], name="assessment_of_register"),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("application", "register"), name="assessment_once_per_register"),
                ],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("blind", models.BooleanField(default=False)),
                ("assigned_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("release_reason", models.CharField(blank=True, max_length=500)),
                ("assessment", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="accreditation.assessment"
            )),
                ("assessor", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to=settings.AUTH_USER_MODEL
            )),
                ("assigned_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("assessment", "assessor"),
                name="assessor_assigned_once",
            ),
                    models.UniqueConstraint(
                condition=models.Q(("blind", True), ("released_at", None)),
                fields=("assessment",),
                name="assessment_has_one_blind_assessor",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("release_reason", ""), ("released_at", None)),
                    models.Q(("released_at__isnull", False), models.Q(("release_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assignment_released_for_a_reason",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                ("added_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("application", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="accreditation.application"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                fields=("application", "digest"), name="attachment_once_per_application"
            ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="attachment_is_not_empty"),
                ],
            },
        ),
        migrations.CreateModel(
            name='CourseChange',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("NONE", "no effect"),
                            ("NOTIFY", "the office is told"),
                            ("REASSESS", "to be assessed anew"),
                        ],
                        max_length=10,
                    ),
                ),
                ("triaged_at", models.DateTimeField()),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.register"
            )),
                ("version", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="accreditation.courseversion"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("version", "register"), name="change_triaged_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("FIRST", "first decision"), ("RECONSIDERED", "after an objection")],
                        default="FIRST",
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("ASSESSED", "on the advice of assessors"),
                            ("TAKEN_OVER", "taken over from another register"),
                            ("SELF", "by the provider itself, within its level of trust"),
                        ],
                        default="ASSESSED",
                        max_length=20,
                    ),
                ),
                ("granted", models.BooleanField()),
                ("lines", models.JSONField(blank=True, default=list)),
                ("tags", models.JSONField(blank=True, default=list)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_before", models.DateField(blank=True, null=True)),
                ("conditions", models.TextField(blank=True, max_length=2000)),
                ("reasons", models.TextField(max_length=8000)),
                ("objection_until", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField()),
                ("assessment", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="accreditation.assessment"
            )),
                ("decided_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("source", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_over_by",
                to="accreditation.accreditation",
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("assessment", "stage"), name="decision_once_per_stage"),
                    models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="decision_has_reasons"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("granted", True),
                        ("valid_before__gt", models.F("valid_from")),
                        ("valid_from__isnull", False),
                        models.Q(("lines", []), _negated=True),
                    ),
                    models.Q(("granted", False), ("lines", []), ("valid_before", None), ("valid_from", None)),
                    _connector="OR",
                ),
                name="decision_grants_something",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "TAKEN_OVER"), ("source__isnull", False)),
                    models.Q(models.Q(("basis", "TAKEN_OVER"), _negated=True), ("source", None)),
                    _connector="OR",
                ),
                name="decision_names_what_it_takes_over",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("objection_until__isnull", False), ("stage", "FIRST")),
                    models.Q(("objection_until", None), ("stage", "RECONSIDERED")),
                    _connector="OR",
                ),
                name="decision_open_to_one_objection",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='DeclaredInterest',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("course", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accreditation.course",
            )),
                ("provider", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accreditation.provider",
            )),
                ("user", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declared_interests",
                to=settings.AUTH_USER_MODEL,
            )),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("course__isnull", False), ("provider", None)),
                    models.Q(("course", None), ("provider__isnull", False)),
                    _connector="OR",
                ),
                name="interest_in_one_thing",
            ),
                    models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("user", "provider", "course"),
                name="interest_declared_once",
                nulls_distinct=False,
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Expertise',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "competences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("PER_MEETING", "physical, credited per meeting"),
                                ("E_LEARNING", "e-learning"),
                                ("PEER_GROUP", "peer group"),
                                ("WHOLE", "physical, credited as a whole"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("takes_at_most", models.PositiveSmallIntegerField(default=5)),
                ("available", models.BooleanField(default=True)),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="expertises", to="register.register"
            )),
                ("user", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="expertises", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("user", "register"), name="expertise_once_per_register"),
                ],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("grounds", models.TextField(max_length=8000)),
                ("late_because", models.CharField(blank=True, max_length=1000)),
                ("lodged_at", models.DateTimeField()),
                ("decision", models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="objection", to="accreditation.decision"
            )),
                ("lodged_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="objection_has_grounds"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProviderBlock',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("ground", models.CharField(choices=[("OVERDUE_ATTENDANCE", "attendance is overdue")], max_length=30)),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="accreditation.provider"
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.register"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)),
                fields=("provider", "register", "ground"),
                name="provider_blocked_once",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=8000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("asked_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("assessment", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="accreditation.assessment"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("answered_at", None)), fields=("assessment",), name="question_one_at_a_time"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="question_answered_with_words",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='RepeatReminder',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_before", models.DateField()),
                ("reminded_at", models.DateTimeField()),
                ("course", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accreditation.course"
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.register"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                fields=("course", "register", "valid_before"), name="repeat_reminded_once"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='StateSpan',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "DRAFT"),
                            ("SUBMITTED", "SUBMITTED"),
                            ("RETURNED", "RETURNED"),
                            ("ASSESSING", "ASSESSING"),
                            ("QUESTIONED", "QUESTIONED"),
                            ("ADVISED", "ADVISED"),
                            ("GRANTED", "GRANTED"),
                            ("REFUSED", "REFUSED"),
                            ("OBJECTED", "OBJECTED"),
                            ("RECONSIDERED", "RECONSIDERED"),
                            ("WITHDRAWN", "WITHDRAWN"),
                            ("SET_ASIDE", "SET_ASIDE"),
                        ],
                        max_length=20,
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("remarks", models.JSONField(blank=True, default=list)),
                ("told_overdue_at", models.DateTimeField(blank=True, null=True)),
                ("assessment", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spans", to="accreditation.assessment"
            )),
                ("entered_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(("left_at", None)), fields=["due_on"], name="state_due"),
                ],
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("left_at", None)), fields=("assessment",), name="assessment_in_one_state"
            ),
                    models.CheckConstraint(
                condition=models.Q(("left_at", None), ("left_at__gte", models.F("entered_at")), _connector="OR"),
                name="state_is_left_after_it_was_entered",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("PROPOSED", "proposed"), ("CONFIRMED", "confirmed"), ("DROPPED", "dropped")],
                        default="PROPOSED",
                        max_length=10,
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("KEEPS", "credit that was given stays"),
                            ("FROM_DATE", "credit falls away from a day"),
                            ("ALL", "all credit falls away"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_from", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(max_length=8000)),
                ("proposed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("course", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="accreditation.course"
            )),
                ("proposed_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="register.register"
            )),
                ("settled_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("state", "PROPOSED")),
                fields=("course", "register"),
                name="withdrawal_proposed_once",
            ),
                    models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="withdrawal_has_reasons"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("effect", "ALL"), ("withdrawn_from", None)),
                    models.Q(models.Q(("effect", "ALL"), _negated=True), ("withdrawn_from__isnull", False)),
                    _connector="OR",
                ),
                name="withdrawal_names_its_day",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("state", "PROPOSED")),
                    models.Q(
                        models.Q(("state", "PROPOSED"), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="withdrawal_state_fits",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CONFIRMED"), _negated=True),
                    models.Q(("settled_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="withdrawal_four_eyes",
            ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="accreditation",
            name="accreditation_one_per_day",
        ),
        migrations.AddField(
            model_name="accreditation",
            name="reason",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddField(
            model_name="accreditation",
            name="replaced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="advice",
            name="assignment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="accreditation.assignment"
            ),
        ),
        migrations.AddField(
            model_name="coursechange",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settles",
                to="accreditation.decision",
            ),
        ),
        migrations.AddField(
            model_name="accreditation",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accreditations",
                to="accreditation.decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_at", None), ("replaced_at__gte", models.F("decided_at")), _connector="OR"
                ),
                name="accreditation_replaced_after_it_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("replaced_at", None)),
                expressions=[
                    ("course", "="),
                    ("register", "="),
                    ("category", "="),
                    (register.models.registration.DateRange("valid_from", "valid_before"), "&&"),
                ],
                name="accreditation_one_per_day",
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
