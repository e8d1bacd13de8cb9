"""Users, mandates, visits, trust and fees of providers."""

import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import register.models.registration


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0002_accreditation_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AttendanceMandate',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("runs_editions", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=500)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.CharField(blank=True, max_length=500)),
                ("course", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="accreditation.course"
            )),
                ("employer", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="register.organisation"
            )),
                ("given_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("withdrawn_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
            ],
            options={
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("course", "="),
                    ("employer", "="),
                    (register.models.registration.DateRange("starts_on", "ends_before"), "&&"),
                ],
                name="mandate_one_at_a_time",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_at", None)),
                    models.Q(
                        ("ends_before__gte", models.F("starts_on")),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mandate_withdrawn_with_a_reason",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='CheckDraw',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("decided_from", models.DateField()),
                ("decided_before", models.DateField()),
                ("seed", models.CharField(max_length=64)),
                ("population", models.JSONField()),
                ("drawn_at", models.DateTimeField()),
                ("drawn_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_draws", to="register.register"
            )),
            ],
            options={
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("register", "="),
                    (register.models.registration.DateRange("decided_from", "decided_before"), "&&"),
                ],
                name="check_draw_once_per_day",
            ),
                    models.CheckConstraint(
                condition=models.Q(("decided_before__gt", models.F("decided_from"))), name="check_draw_period_fits"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='CourseCheck',
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
                    models.CharField(choices=[("OPEN", "open"), ("FOUND", "found")], default="OPEN", max_length=10),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GOOD", "good"),
                            ("MINOR", "minor shortcomings"),
                            ("SERIOUS", "serious shortcomings"),
                        ],
                        max_length=10,
                    ),
                ),
                ("report", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("accreditation", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="accreditation.accreditation"
            )),
                ("checked_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("draw", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="accreditation.checkdraw"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("draw", "accreditation"), name="course_checked_once_per_draw"),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at", None), ("finding", ""), ("state", "OPEN")),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("state", "FOUND"),
                        models.Q(("finding", ""), _negated=True),
                        models.Q(("report", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="course_check_state_fits",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("application_uuid", models.UUIDField()),
                ("tariff", models.CharField(max_length=60)),
                ("label", models.JSONField(help_text="The tariff's words in each language.")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[("DUE", "due"), ("PAID", "paid"), ("EXEMPT", "exempt"), ("WITHDRAWN", "withdrawn")],
                        default="DUE",
                        max_length=10,
                    ),
                ),
                ("charged_on", models.DateField()),
                ("charged_at", models.DateTimeField()),
                ("pay_by", models.DateField()),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="accreditation.provider"
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="register.register"
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["register", "state", "charged_on"], name="fee_of_register"),
                    models.Index(fields=["provider", "state"], name="fee_of_provider"),
                ],
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("state", "WITHDRAWN"), _negated=True),
                fields=("application_uuid", "register"),
                name="fee_once_per_application",
            ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="fee_amount_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeeChange',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("DUE", "due"), ("PAID", "paid"), ("EXEMPT", "exempt"), ("WITHDRAWN", "withdrawn")],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(help_text="The day of the payment or decision.")),
                ("reason", models.CharField(help_text="Why, or the reference of the payment.", max_length=500)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("fee", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="accreditation.fee"
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["fee", "id"], name="fee_change_of_fee"),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="fee_change_has_a_reason"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='GroupContact',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(blank=True, null=True)),
                ("named_at", models.DateTimeField()),
                ("course", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="group_contacts", to="accreditation.course"
            )),
                ("ended_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("named_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("user", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("course", "="),
                    ("user", "="),
                    (register.models.registration.DateRange("starts_on", "ends_before"), "&&"),
                ],
                name="group_contact_one_at_a_time",
            ),
                    models.CheckConstraint(
                condition=models.Q(("ends_before", None), ("ends_before__gte", models.F("starts_on")), _connector="OR"),
                name="group_contact_ends_after_it_starts",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='InstitutionalAccreditation',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_before", models.DateField()),
                ("conditions", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.CharField(blank=True, max_length=500)),
                ("association", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="institutional_accreditations",
                to="register.association",
            )),
                ("decided_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="institutional_accreditations",
                to="accreditation.provider",
            )),
                ("withdrawn_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
            ],
            options={
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("provider", "="),
                    ("association", "="),
                    (register.models.registration.DateRange("valid_from", "valid_before"), "&&"),
                ],
                name="institution_accredited_once_per_day",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("valid_before__gt", models.F("valid_from")), ("withdrawn_at", None)),
                    models.Q(
                        ("valid_before__gte", models.F("valid_from")),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="institution_period_fits",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("PROVIDER_MANAGER", "PROVIDER_MANAGER"),
                            ("PROVIDER_SUBMITTER", "PROVIDER_SUBMITTER"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "ends_before",
                    models.DateField(blank=True, help_text="First day on which the role is over.", null=True),
                ),
                ("reason", models.CharField(max_length=200)),
                ("key_digest", models.CharField(max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("invited_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="accreditation.provider"
            )),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("accepted_by", None)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_accepted_by_someone",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProviderContact',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("GENERAL", "general"),
                            ("INVOICES", "invoices"),
                            ("ATTENDANCE", "attendance"),
                            ("QUALITY", "quality of courses"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=30)),
                (
                    "address",
                    models.CharField(blank=True, help_text="Street and number, or post-office box.", max_length=200),
                ),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(default="NL", max_length=2)),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="accreditation.provider"
            )),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("provider", "purpose"), name="provider_contact_one_per_purpose"),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProviderSignUp',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("postcode", models.CharField(max_length=7)),
                ("sort", models.CharField(blank=True, max_length=60)),
                ("contact_name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=30)),
                ("motivation", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("ASKED", "asked"), ("ACCEPTED", "accepted"), ("REFUSED", "refused")],
                        default="ASKED",
                        max_length=10,
                    ),
                ),
                ("asked_from", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("association", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="provider_sign_ups", to="register.association"
            )),
                ("decided_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("provider", models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_up",
                to="accreditation.provider",
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["asked_at"], name="provider_sign_up_asked"),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("provider", None), ("state", "ASKED")),
                    models.Q(("decided_at__isnull", False), ("provider__isnull", False), ("state", "ACCEPTED")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("provider", None),
                        ("state", "REFUSED"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="provider_sign_up_state_fits",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Recognition',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        help_text="Which mark or recognition, as a word: crkbo, nrto, nvao.", max_length=60
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_before", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("source", models.CharField(help_text="Where this was seen.", max_length=200)),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recognitions", to="accreditation.provider"
            )),
                ("recorded_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    ("valid_before", None), ("valid_before__gt", models.F("valid_from")), _connector="OR"
                ),
                name="recognition_ends_after_it_starts",
            ),
                    models.UniqueConstraint(
                fields=("provider", "scheme", "valid_from"), name="recognition_recorded_once"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='TrustMove',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("level", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[("PROPOSED", "proposed"), ("IN_FORCE", "in force"), ("REFUSED", "refused")],
                        max_length=10,
                    ),
                ),
                ("moved_at", models.DateTimeField()),
                ("effective_on", models.DateField(blank=True, help_text="Since when it holds.", null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("refusal_reason", models.CharField(blank=True, max_length=500)),
                ("check_found", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trust_moves",
                to="accreditation.coursecheck",
            )),
                ("confirmed_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("moved_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="trust_moves", to="accreditation.provider"
            )),
                ("register", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="trust_moves", to="register.register"
            )),
            ],
            options={
                'indexes': [
                    models.Index(fields=["provider", "register", "-effective_on"], name="trust_level_of_provider"),
                ],
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("state", "PROPOSED")),
                fields=("provider", "register"),
                name="trust_move_proposed_once",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("effective_on", None), ("state", "PROPOSED")),
                    models.Q(("effective_on__isnull", False), ("state", "IN_FORCE")),
                    models.Q(
                        ("effective_on", None), ("state", "REFUSED"), models.Q(("refusal_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="trust_move_state_fits",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    models.Q(("confirmed_by", models.F("moved_by")), _negated=True),
                    _connector="OR",
                ),
                name="trust_move_four_eyes",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Visit',
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
                            ("PLANNED", "planned"),
                            ("HELD", "held"),
                            ("REPORTED", "reported"),
                            ("CANCELLED", "called off"),
                        ],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                ("planned_on", models.DateField()),
                ("subject", models.CharField(help_text="What the visit is about.", max_length=500)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("report", models.TextField(blank=True)),
                ("findings", models.JSONField(blank=True, default=list)),
                ("reason", models.CharField(blank=True, help_text="Why it was called off.", max_length=500)),
                ("association", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="register.association"
            )),
                ("planned_by", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            )),
                ("provider", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="accreditation.provider"
            )),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_on", None), ("report", ""), ("state__in", ["PLANNED", "CANCELLED"])),
                    models.Q(("held_on__isnull", False), ("report", ""), ("state", "HELD")),
                    models.Q(
                        ("held_on__isnull", False), ("state", "REPORTED"), models.Q(("report", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="visit_state_fits",
            ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="providerauthorisation",
            name="authorisation_one_at_a_time",
        ),
        migrations.AddField(
            model_name="provider",
            name="sort",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="motivation",
            field=models.TextField(blank=True, help_text="Why the provider asks for it."),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="reason",
            field=models.CharField(
                blank=True, help_text="Of the last decision; the provider reads it.", max_length=500
            ),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="state",
            field=models.CharField(
                choices=[
                    ("ASKED", "asked"),
                    ("GRANTED", "granted"),
                    ("REFUSED", "refused"),
                    ("WITHDRAWN", "withdrawn"),
                ],
                default="GRANTED",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="uuid",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
            ),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="providerauthorisation",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="providerauthorisation",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="providerauthorisation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("starts_on__isnull", False)),
                expressions=[
                    ("provider", "="),
                    ("association", "="),
                    (register.models.registration.DateRange("starts_on", "ends_before"), "&&"),
                ],
                name="authorisation_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerauthorisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ASKED")),
                fields=("provider", "association"),
                name="authorisation_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerauthorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("starts_on", None), ("state__in", ["ASKED", "REFUSED"])),
                    models.Q(("starts_on__isnull", False), ("state", "GRANTED")),
                    models.Q(
                        ("ends_before__gte", models.F("starts_on")),
                        ("starts_on__isnull", False),
                        ("state", "WITHDRAWN"),
                        ("withdrawn_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="authorisation_state_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerauthorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("state__in", ["REFUSED", "WITHDRAWN"]), _negated=True),
                name="authorisation_ends_with_a_reason",
            ),
        ),
    ]
