"""Claims for several registers, proposals, and what is booked wrongly."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0008_editions_under_mandates"),
        ("portfolio", "0012_claims_by_form"),
        ("register", "0005_roles_by_the_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE portfolio_missingattendance SET state = 'OVERTAKEN' WHERE state = 'LISTED'",
            "UPDATE portfolio_missingattendance SET state = 'LISTED' WHERE state = 'OVERTAKEN'",
        ),
        migrations.CreateModel(
            name='ClaimProposal',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("form", models.CharField(blank=True, max_length=60)),
                ("category", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("planned_on", models.DateField()),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=9)),
                ("unit", models.CharField(max_length=20)),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "ASKED"),
                            ("ANSWERED", "ANSWERED"),
                            ("REFUSED", "REFUSED"),
                            ("LAPSED", "LAPSED"),
                            ("WITHDRAWN", "WITHDRAWN"),
                        ],
                        default="ASKED",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "due_on",
                    models.DateField(blank=True, help_text="The last day on which an answer is promised.", null=True),
                ),
                ("expected_category", models.CharField(blank=True, max_length=60)),
                ("expected_quantity", models.DecimalField(blank=True, decimal_places=3, max_digits=9, null=True)),
                ("binding", models.BooleanField(default=False)),
                (
                    "valid_before",
                    models.DateField(blank=True, help_text="It holds for what is done before this day.", null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("registration", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="claim_proposals", to="register.registration"
            )),
            ],
            options={
                'indexes': [
                    models.Index(
                condition=models.Q(("state", "ASKED")), fields=["asked_at", "id"], name="claim_proposal_waiting"
            ),
                    models.Index(
                condition=models.Q(("state", "ANSWERED")), fields=["valid_before"], name="claim_proposal_holding"
            ),
                ],
                'constraints': [
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at", None),
                        ("answered_by", None),
                        ("state__in", ["ASKED", "WITHDRAWN"]),
                        ("binding", False),
                        ("expected_category", ""),
                        ("expected_quantity", None),
                        ("valid_before", None),
                    ),
                    models.Q(
                        ("state__in", ["ANSWERED", "LAPSED"]),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("expected_quantity__gt", 0),
                        ("valid_before__isnull", False),
                        models.Q(("expected_category", ""), _negated=True),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("state", "REFUSED"),
                        models.Q(("reason", ""), _negated=True),
                        ("binding", False),
                        ("expected_category", ""),
                        ("expected_quantity", None),
                        ("valid_before", None),
                    ),
                    _connector="OR",
                ),
                name="claim_proposal_state_fits",
            ),
                    models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="claim_proposal_quantity_positive"
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name='WrongAttendance',
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("statement", models.TextField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "ASKED"),
                            ("DENIED", "DENIED"),
                            ("ESCALATED", "ESCALATED"),
                            ("CONFIRMED", "CONFIRMED"),
                            ("GRANTED", "GRANTED"),
                            ("DECLINED", "DECLINED"),
                            ("OVERTAKEN", "OVERTAKEN"),
                            ("WITHDRAWN", "WITHDRAWN"),
                        ],
                        default="ASKED",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "answer_by",
                    models.DateField(
                        help_text="The last day on which the provider answers before the office takes over."
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("dispute", models.TextField(blank=True, max_length=2000)),
                ("decision", models.TextField(blank=True, max_length=2000)),
                (
                    "wrong",
                    models.CharField(
                        choices=[
                            ("NOT_MINE", "it was not me"),
                            ("WRONG_DAY", "it was on another day"),
                            ("WRONG_QUANTITY", "it was another quantity"),
                        ],
                        max_length=14,
                    ),
                ),
                ("right_on", models.DateField(blank=True, null=True)),
                ("right_quantity", models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ("answered_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("correction", models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrects",
                to="portfolio.ledgerentry",
            )),
                ("decided_by", models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            )),
                ("entry", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="wrong_attendances",
                to="portfolio.ledgerentry",
            )),
                ("provider", models.ForeignKey(
                blank=True,
                help_text="Who reported it, if any.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accreditation.provider",
            )),
                ("registration", models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.registration"
            )),
            ],
            options={
                'indexes': [
                    models.Index(
                condition=models.Q(("state", "ASKED")), fields=["answer_by"], name="wrong_attendance_waiting"
            ),
                ],
                'constraints': [
                    models.UniqueConstraint(
                condition=models.Q(("state__in", ["ASKED", "DENIED", "ESCALATED"])),
                fields=("entry",),
                name="wrong_attendance_asked_once",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["GRANTED", "DECLINED"]), _negated=True),
                    models.Q(("decided_by__isnull", False), models.Q(("decision", ""), _negated=True)),
                    _connector="OR",
                ),
                name="wrong_attendance_decided_with_reason",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("right_on", None), ("right_quantity", None), ("wrong", "NOT_MINE")),
                    models.Q(("right_on__isnull", False), ("right_quantity", None), ("wrong", "WRONG_DAY")),
                    models.Q(("right_on", None), ("right_quantity__gt", 0), ("wrong", "WRONG_QUANTITY")),
                    _connector="OR",
                ),
                name="wrong_attendance_says_what_is_right",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["ASKED", "DENIED"]), _negated=True),
                    ("provider__isnull", False),
                    _connector="OR",
                ),
                name="wrong_attendance_waits_for_somebody",
            ),
                    models.CheckConstraint(
                condition=models.Q(("correction", None), ("state__in", ["CONFIRMED", "GRANTED"]), _connector="OR"),
                name="wrong_attendance_corrected_when_right",
            ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_shows_one_thing",
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_once_per_place",
        ),
        migrations.AddField(
            model_name="claim",
            name="differs",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AlterField(
            model_name="missingattendance",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.registration"
            ),
        ),
        migrations.AlterField(
            model_name="missingattendance",
            name="state",
            field=models.CharField(
                choices=[
                    ("ASKED", "ASKED"),
                    ("DENIED", "DENIED"),
                    ("ESCALATED", "ESCALATED"),
                    ("CONFIRMED", "CONFIRMED"),
                    ("GRANTED", "GRANTED"),
                    ("DECLINED", "DECLINED"),
                    ("OVERTAKEN", "OVERTAKEN"),
                    ("WITHDRAWN", "WITHDRAWN"),
                ],
                default="ASKED",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="portfolio.claimproposal",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="portfolio.claimproposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["COUNTING", "DRAFT", "GRANTED", "PARTLY_GRANTED", "REPLACED", "RETURNED", "SUBMITTED"],
                    )
                ),
                fields=("submission", "registration"),
                name="claim_once_per_registration",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["COUNTING", "DRAFT", "GRANTED", "PARTLY_GRANTED", "RETURNED", "SUBMITTED"])
                ),
                fields=("proposal",),
                name="claim_one_per_proposal",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="wrong_attendance",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="portfolio.wrongattendance",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("missing_attendance", None), ("proposal", None), ("wrong_attendance", None)),
                    models.Q(("claim", None), ("missing_attendance", None), ("wrong_attendance", None)),
                    models.Q(("claim", None), ("proposal", None), ("wrong_attendance", None)),
                    models.Q(("claim", None), ("missing_attendance", None), ("proposal", None)),
                    _connector="OR",
                ),
                name="evidence_shows_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("person", "digest", "claim", "proposal", "missing_attendance", "wrong_attendance"),
                name="evidence_once_per_place",
                nulls_distinct=False,
            ),
        ),
    ]
