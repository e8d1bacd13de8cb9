"""Decisions for a group."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER group_decision_line_stays ON portfolio_groupdecisionline;
DROP TRIGGER group_decision_taken_is_taken ON portfolio_groupdecision;
DROP FUNCTION refuse_change_of_group_line();
DROP FUNCTION refuse_change_of_group_decision();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0024_audit_cases"),
        ('register', '0015_purposes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('sort', models.CharField(choices=[('EXTENSION', 'EXTENSION'), ('WAIVER', 'WAIVER'), ('CORRECTION', 'CORRECTION'), ('UNDOING', 'UNDOING')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('scope', models.JSONField(blank=True, default=dict)),
                ('effect', models.JSONField(blank=True, default=dict)),
                ('effective_on', models.DateField()),
                ('legal_basis', models.CharField(max_length=1000)),
                ('reasons', models.TextField(max_length=10000)),
                ('state', models.CharField(choices=[('PREPARED', 'PREPARED'), ('PREVIEWING', 'PREVIEWING'), ('PREVIEWED', 'PREVIEWED'), ('DECIDED', 'DECIDED'), ('CARRIED_OUT', 'CARRIED_OUT'), ('UNDONE', 'UNDONE'), ('DROPPED', 'DROPPED')], default='PREPARED', max_length=11)),
                ('prepared_at', models.DateTimeField()),
                ('as_of', models.DateField(blank=True, help_text='The day of the preview.', null=True)),
                ('known_at', models.DateTimeField(blank=True, help_text='The moment of which the preview knows the facts.', null=True)),
                ('previewed_at', models.DateTimeField(blank=True, null=True)),
                ('scope_digest', models.CharField(blank=True, max_length=80)),
                ('figures', models.JSONField(blank=True, default=dict)),
                ('worse', models.PositiveIntegerField(default=0, help_text='How many would be worse off.')),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Runs since the last progress.')),
                ('busy_until', models.DateTimeField(blank=True, help_text='A worker is at it until then, if not lost.', null=True)),
                ('no_view_because', models.CharField(blank=True, max_length=500)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('carried_out_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_because', models.CharField(blank=True, max_length=500)),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_decisions', to='register.association')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registers', models.ManyToManyField(related_name='group_decisions', to='register.register')),
                ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoings', to='portfolio.groupdecision')),
            ],
        ),
        migrations.CreateModel(
            name='GroupDecisionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('judged', models.BooleanField(default=False)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('after', models.JSONField(blank=True, default=dict)),
                ('entries', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('carried_out_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, help_text='Why it could not be done for this one.', max_length=200)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='portfolio.groupdecision')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_decision_lines', to='register.registration')),
            ],
        ),
        migrations.AddIndex(
            model_name='groupdecision',
            index=models.Index(condition=models.Q(('state__in', ['PREVIEWING', 'DECIDED'])), fields=['id'], name='group_decision_under_way'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state__in', ['PREPARED', 'PREVIEWING'])), models.Q(('decided_at', None), ('decided_by', None), ('previewed_at__isnull', False), ('state', 'PREVIEWED'), models.Q(('scope_digest', ''), _negated=True)), models.Q(('decided_at', None), ('decided_by', None), ('state', 'DROPPED'), models.Q(('dropped_because', ''), _negated=True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['CARRIED_OUT', 'DECIDED', 'UNDONE']), models.Q(('scope_digest', ''), _negated=True)), _connector='OR'), name='group_decision_state_fits'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True)), name='group_decision_says_why'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='group_decision_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at', None), ('worse', 0), models.Q(('no_view_because', ''), _negated=True), _connector='OR'), name='group_decision_says_why_not_heard'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sort', 'UNDOING'), ('undoes__isnull', False)), models.Q(models.Q(('sort', 'UNDOING'), _negated=True), ('undoes', None)), _connector='OR'), name='group_decision_undoes_one'),
        ),
        migrations.AddConstraint(
            model_name='groupdecision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'DROPPED'), _negated=True), fields=('undoes',), name='group_decision_undone_once'),
        ),
        migrations.AddIndex(
            model_name='groupdecisionline',
            index=models.Index(condition=models.Q(('carried_out_at', None), ('problem', '')), fields=['decision', 'id'], name='group_decision_line_waiting'),
        ),
        migrations.AddIndex(
            model_name='groupdecisionline',
            index=models.Index(condition=models.Q(('judged', False)), fields=['decision', 'id'], name='group_decision_line_unjudged'),
        ),
        migrations.AddConstraint(
            model_name='groupdecisionline',
            constraint=models.UniqueConstraint(fields=('decision', 'registration'), name='group_decision_line_once'),
        ),
        migrations.AddConstraint(
            model_name='groupdecisionline',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), ('carried_out_at__isnull', False), _connector='OR'), name='group_decision_line_undone_after'),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
