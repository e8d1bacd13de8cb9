"""Audits of persons."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER audit_round_stays ON portfolio_auditround;
DROP FUNCTION refuse_change_of_audit_round();
DROP TRIGGER audit_not_of_oneself ON portfolio_audit;
DROP FUNCTION refuse_audit_of_oneself();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0023_audits"),
        ('register', '0009_public_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('declared_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='AuditExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000)),
                ('wished_until', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('granted', models.BooleanField(null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AuditItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('added_at', models.DateTimeField(blank=True, help_text='When the person added it after the draw.', null=True)),
                ('explanation', models.TextField(blank=True, max_length=5000)),
                ('explained_at', models.DateTimeField(blank=True, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('ACCEPTED', 'ACCEPTED'), ('PARTLY', 'PARTLY'), ('REJECTED', 'REJECTED')], max_length=8)),
                ('quantity', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ('reason', models.TextField(blank=True, max_length=2000)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AuditRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('asks', models.TextField(blank=True, help_text='What is to be repaired; empty for the reply.', max_length=5000)),
                ('opened_at', models.DateTimeField()),
                ('reply_by', models.DateField(help_text='The last day on which it is handed in in time.')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('explanation', models.TextField(blank=True, max_length=5000)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('finding', models.JSONField(blank=True, null=True)),
                ('found_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_shows_one_thing',
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_once_per_place',
        ),
        migrations.AddField(
            model_name='audit',
            name='assigned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='audit',
            name='auditor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audits_in_hand', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='audit',
            name='cancelled_because',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='audit',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='audit',
            name='returned_because',
            field=models.CharField(blank=True, help_text='Why it went back to its auditor.', max_length=500),
        ),
        migrations.AddIndex(
            model_name='audit',
            index=models.Index(condition=models.Q(('state__in', ['ASKED', 'ASSESSING', 'CONCLUDED', 'REPAIRING'])), fields=['auditor'], name='audit_in_hand'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAWN'), ('state', 'CANCELLED'), ('standing__isnull', False), _connector='OR'), name='audit_asked_on_a_standing'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['DECIDED', 'CANCELLED'])), models.Q(models.Q(('state__in', ['DECIDED', 'CANCELLED']), _negated=True), ('ended_at', None)), _connector='OR'), name='audit_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'CANCELLED'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='audit_cancelled_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assigned_at', None), ('auditor', None)), models.Q(('assigned_at__isnull', False), ('auditor__isnull', False)), _connector='OR'), name='audit_assigned_at_a_moment'),
        ),
        migrations.AddField(
            model_name='auditconflict',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='portfolio.audit'),
        ),
        migrations.AddField(
            model_name='auditconflict',
            name='auditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditextension',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='audititem',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='portfolio.audit'),
        ),
        migrations.AddField(
            model_name='audititem',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audit_items', to='portfolio.ledgerentry'),
        ),
        migrations.AddField(
            model_name='audititem',
            name='judged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='audititem',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.registration'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='audit_item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='portfolio.audititem'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audit_item', None), ('missing_attendance', None), ('proposal', None), ('wrong_attendance', None)), models.Q(('audit_item', None), ('claim', None), ('missing_attendance', None), ('wrong_attendance', None)), models.Q(('audit_item', None), ('claim', None), ('proposal', None), ('wrong_attendance', None)), models.Q(('audit_item', None), ('claim', None), ('missing_attendance', None), ('proposal', None)), models.Q(('claim', None), ('missing_attendance', None), ('proposal', None), ('wrong_attendance', None)), _connector='OR'), name='evidence_shows_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('person', 'digest', 'claim', 'proposal', 'missing_attendance', 'wrong_attendance', 'audit_item'), name='evidence_once_per_place', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='auditround',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='portfolio.audit'),
        ),
        migrations.AddField(
            model_name='auditround',
            name='found_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditextension',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='portfolio.auditround'),
        ),
        migrations.AddConstraint(
            model_name='auditconflict',
            constraint=models.UniqueConstraint(fields=('audit', 'auditor'), name='audit_conflict_once'),
        ),
        migrations.AddConstraint(
            model_name='audititem',
            constraint=models.UniqueConstraint(fields=('audit', 'entry'), name='audit_item_once'),
        ),
        migrations.AddConstraint(
            model_name='audititem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judged_by', None), ('quantity', None), ('verdict', '')), models.Q(('quantity', None), ('verdict', 'ACCEPTED'), ('judged_at__isnull', False), ('judged_by__isnull', False)), models.Q(('quantity__gt', 0), ('verdict', 'PARTLY'), ('judged_at__isnull', False), ('judged_by__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(('quantity', None), ('verdict', 'REJECTED'), ('judged_at__isnull', False), ('judged_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='audit_item_verdict_fits'),
        ),
        migrations.AddIndex(
            model_name='auditround',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['reply_by'], name='audit_round_running'),
        ),
        migrations.AddConstraint(
            model_name='auditround',
            constraint=models.UniqueConstraint(fields=('audit', 'number'), name='audit_round_in_order'),
        ),
        migrations.AddConstraint(
            model_name='auditround',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('audit',), name='audit_round_one_open'),
        ),
        migrations.AddConstraint(
            model_name='auditround',
            constraint=models.CheckConstraint(condition=models.Q(('handed_in_at', None), ('ended_at__isnull', False), _connector='OR'), name='audit_round_handed_in_ends'),
        ),
        migrations.AddConstraint(
            model_name='auditround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finding__isnull', True), ('found_at', None), ('found_by', None)), models.Q(('ended_at__isnull', False), ('finding__isnull', False), ('found_at__isnull', False), ('found_by__isnull', False)), _connector='OR'), name='audit_round_finding_fits'),
        ),
        migrations.AddConstraint(
            model_name='auditround',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('asks', ''), _negated=True), _connector='OR'), name='audit_round_repair_says_what'),
        ),
        migrations.AddConstraint(
            model_name='auditextension',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('round',), name='audit_extension_one_open'),
        ),
        migrations.AddConstraint(
            model_name='auditextension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('granted', None), ('until', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('granted', True), ('until__isnull', False)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('granted', False), ('until', None), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='audit_extension_answer_fits'),
        ),
        migrations.AddConstraint(
            model_name='auditextension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='audit_extension_says_why'),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
