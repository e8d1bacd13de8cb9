"""Goals, reflections, conversations, duties and follow-up."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER reflection_template_is_final ON portfolio_reflectiontemplate;
DROP FUNCTION refuse_change_of_reflection_template();
DROP TRIGGER reflection_completed_is_final ON portfolio_reflection;
DROP FUNCTION refuse_change_of_completed_reflection();
DROP TRIGGER conversation_signed_is_final ON portfolio_conversation;
DROP FUNCTION refuse_change_of_signed_conversation();
DROP TRIGGER preparation_signed_is_final ON portfolio_preparation;
DROP TRIGGER agreement_signed_is_final ON portfolio_agreement;
DROP FUNCTION refuse_change_of_what_was_signed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0013_claims_for_several_registers"),
        ("register", "0005_roles_by_the_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
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
                    models.CharField(choices=[("PEER", "with a peer"), ("MANAGER", "with a manager")], max_length=10),
                ),
                ("subject", models.CharField(max_length=200)),
                ("name", models.CharField(help_text="Of the other.", max_length=200)),
                ("email", models.EmailField(help_text="Where the other is asked.", max_length=254)),
                ("invitation", models.PositiveSmallIntegerField(default=1)),
                ("link_expires_at", models.DateTimeField()),
                ("planned_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "PROPOSED"),
                            ("ACCEPTED", "ACCEPTED"),
                            ("HELD", "HELD"),
                            ("SIGNED", "SIGNED"),
                            ("DECLINED", "DECLINED"),
                            ("CANCELLED", "CANCELLED"),
                        ],
                        default="PROPOSED",
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True)),
                ("report", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("owner_signed_at", models.DateTimeField(blank=True, null=True)),
                ("other_signed_at", models.DateTimeField(blank=True, null=True)),
                ("remind_on", models.DateField(blank=True, help_text="When who did not sign is reminded.", null=True)),
                ("reminded", models.PositiveSmallIntegerField(default=0)),
                ("proposed_at", models.DateTimeField()),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="portfolio.conversation",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations_as_peer",
                        to="register.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conversations", to="register.person"
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["person", "-id"], name="conversation_of_person"),
                    models.Index(
                condition=models.Q(("peer__isnull", False)), fields=["peer", "-id"], name="conversation_of_peer"
            ),
                    models.Index(
                condition=models.Q(("remind_on__isnull", False)), fields=["remind_on"], name="conversation_to_remind"
            ),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("other_signed_at__isnull", False), ("owner_signed_at__isnull", False), ("state", "SIGNED")
                    ),
                    models.Q(
                        models.Q(("state", "SIGNED"), _negated=True),
                        models.Q(("owner_signed_at", None), ("other_signed_at", None), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="conversation_signed_by_both",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_on__isnull", False), ("state__in", ["HELD", "SIGNED"])),
                    ("state", "CANCELLED"),
                    models.Q(("held_on", None), ("state__in", ["PROPOSED", "ACCEPTED", "DECLINED"])),
                    _connector="OR",
                ),
                name="conversation_held_on_a_day",
            ),
                    models.CheckConstraint(
                condition=models.Q(("state", "HELD"), ("remind_on", None), _connector="OR"),
                name="conversation_reminds_while_held",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("peer", None),
                    models.Q(("kind", "PEER"), models.Q(("peer", models.F("person")), _negated=True)),
                    _connector="OR",
                ),
                name="conversation_peer_is_another",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("kind", "MANAGER"),
                    ("state__in", ["PROPOSED", "DECLINED", "CANCELLED"]),
                    ("peer__isnull", False),
                    _connector="OR",
                ),
                name="conversation_peer_is_known",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Goal',
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
                    "purpose",
                    models.TextField(
                        blank=True, help_text="What it is for, and how one will know that it was reached."
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "competences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "requirements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "OPEN"), ("REACHED", "REACHED"), ("DROPPED", "DROPPED")],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("entries", models.ManyToManyField(blank=True, related_name="goals", to="portfolio.ledgerentry")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="register.person"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="register.registration",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["person", "-id"], name="goal_of_person"),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("state", "OPEN")),
                    models.Q(models.Q(("state", "OPEN"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="goal_state_fits",
            ),
                    models.CheckConstraint(
                condition=models.Q(("requirements", []), ("registration__isnull", False), _connector="OR"),
                name="goal_requirements_have_a_register",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='GoalStep',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="portfolio.goal"
                    ),
                ),
            ],
            options={
                'ordering': ["place"],
                'constraints': [
                    models.UniqueConstraint(fields=("goal", "place"), name="goal_step_once_per_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("OWNER", "OWNER"), ("OTHER", "OTHER")], max_length=5)),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, help_text="Code of the question → what was answered."),
                ),
                ("text", models.TextField(blank=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preparations",
                        to="portfolio.conversation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparations",
                        to="register.person",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("conversation", "side"), name="preparation_once_per_side"),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReflectionTemplate',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("REFLECTION", "a reflection"),
                            ("PEER", "a conversation with a peer"),
                            ("MANAGER", "a conversation with a manager"),
                        ],
                        default="REFLECTION",
                        max_length=10,
                    ),
                ),
                ("title", models.JSONField()),
                ("questions", models.JSONField(default=list)),
                ("fact", models.JSONField(blank=True, default=dict)),
                ("published_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflection_templates",
                        to="register.register",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("register", "code"),
                name="reflection_template_one_in_use",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
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
                    "answers",
                    models.JSONField(blank=True, default=dict, help_text="Code of the question → what was answered."),
                ),
                ("text", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
                        to="portfolio.claim",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
                        to="portfolio.ledgerentry",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reflections",
                        to="portfolio.goal",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reflections", to="register.person"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
                        to="portfolio.reflectiontemplate",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["person", "-id"], name="reflection_of_person"),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim", None), ("goal", None)),
                    models.Q(("entry", None), ("goal", None)),
                    models.Q(("claim", None), ("entry", None)),
                    _connector="OR",
                ),
                name="reflection_about_one_thing",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("completed_at", None), ("completed_on", None)),
                    models.Q(("completed_at__isnull", False), ("completed_on__isnull", False)),
                    _connector="OR",
                ),
                name="reflection_completed_on_a_day",
            ),
                ],
            },
        ),
        migrations.AddField(
            model_name="conversation",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conversations",
                to="portfolio.reflectiontemplate",
            ),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=500)),
                ("side", models.CharField(choices=[("OWNER", "OWNER"), ("OTHER", "OTHER")], max_length=5)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("duty", models.BooleanField(default=False)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="portfolio.conversation",
                    ),
                ),
            ],
            options={
                'ordering': ["place"],
                'constraints': [
                    models.UniqueConstraint(fields=("conversation", "place"), name="agreement_once_per_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duty", False), models.Q(("due_on__isnull", False), ("side", "OWNER")), _connector="OR"
                        ),
                        name="agreement_duty_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("explanation", models.TextField(blank=True)),
                ("cause", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(blank=True, max_length=60)),
                (
                    "source_key",
                    models.CharField(help_text="Names where it comes from, once.", max_length=120, unique=True),
                ),
                ("due_on", models.DateField(help_text="The last day on which it can be done in time.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "OPEN"),
                            ("REPORTED", "REPORTED"),
                            ("FULFILLED", "FULFILLED"),
                            ("LIFTED", "LIFTED"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("account", models.TextField(blank=True, help_text="How the person says it was fulfilled.")),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, help_text="Of the last decision.", max_length=500)),
                (
                    "decided_name",
                    models.CharField(blank=True, help_text="Of who decided without an account.", max_length=200),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("warned_on", models.DateField(blank=True, null=True)),
                (
                    "agreed_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties_of_others",
                        to="register.person",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="portfolio.conversation",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "laid_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="register.person"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="register.registration",
                    ),
                ),
            ],
            options={
                'verbose_name_plural': "duties",
                'indexes': [
                    models.Index(fields=["person", "-id"], name="duty_of_person"),
                    models.Index(condition=models.Q(("state", "OPEN")), fields=["due_on"], name="duty_open"),
                ],
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_with", None), ("conversation", None), ("registration__isnull", False)),
                            models.Q(("agreed_with__isnull", False), ("registration", None)),
                            models.Q(("agreed_with", None), ("conversation__isnull", False), ("registration", None)),
                            _connector="OR",
                        ),
                        name="duty_has_one_other_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_with", models.F("person")), _negated=True),
                            ("agreed_with", None),
                            _connector="OR",
                        ),
                        name="duty_not_with_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "OPEN"),
                            models.Q(("reported_at__isnull", False), ("state", "REPORTED")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["FULFILLED", "LIFTED"]),
                                models.Q(
                                    models.Q(("decided_by__isnull", False), ("decided_name", "")),
                                    models.Q(("decided_by", None), models.Q(("decided_name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="duty_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), ("registration__isnull", False), _connector="OR"),
                        name="duty_counts_in_a_register",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
