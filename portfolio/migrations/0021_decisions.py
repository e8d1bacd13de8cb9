"""Decisions with legal effect."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER decision_document_follows ON portfolio_decisiondocument;
DROP TRIGGER decision_document_append_only ON portfolio_decisiondocument;
DROP TRIGGER decision_document_append_only_truncate ON portfolio_decisiondocument;
DROP TRIGGER decision_taken_is_taken ON portfolio_decision;
DROP FUNCTION follow_the_decision_before();
DROP FUNCTION refuse_change_of_taken_decision();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0020_sharing'),
        ('register', '0008_statuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('question', models.CharField(choices=[('RENEWAL', 'renewal'), ('POSTPONEMENT', 'postponement'), ('DISPENSATION', 'dispensation'), ('AUDIT', 'audit'), ('DEREGISTRATION', 'deregistration'), ('RE_ENTRY', 're-entry'), ('STATUS', 'status'), ('DISCIPLINE', 'disciplinary order')], max_length=20)),
                ('matter', models.UUIDField()),
                ('state', models.CharField(choices=[('PREPARED', 'PREPARED'), ('INTENDED', 'INTENDED'), ('DECIDED', 'DECIDED'), ('OBJECTED', 'OBJECTED'), ('FINAL', 'FINAL'), ('REPLACED', 'REPLACED'), ('DROPPED', 'DROPPED')], default='PREPARED', max_length=10)),
                ('result', models.CharField(max_length=20)),
                ('adverse', models.BooleanField(help_text='It refuses, ends or burdens: the person is heard first.')),
                ('effective_on', models.DateField()),
                ('effect', models.JSONField(blank=True, default=dict)),
                ('reasons', models.TextField(max_length=10000)),
                ('articles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('standing', models.JSONField(blank=True, null=True)),
                ('by_rule', models.BooleanField(default=False)),
                ('prepared_at', models.DateTimeField()),
                ('intended_at', models.DateTimeField(blank=True, null=True)),
                ('view_until', models.DateField(blank=True, help_text='The last day for the view of the person.', null=True)),
                ('view', models.TextField(blank=True, max_length=10000)),
                ('view_at', models.DateTimeField(blank=True, null=True)),
                ('no_view_because', models.CharField(blank=True, max_length=500)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('effect_waits', models.BooleanField(default=False)),
                ('carried_out_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('made_known_on', models.DateField(blank=True, null=True)),
                ('objection_until', models.DateField(blank=True, null=True)),
                ('dropped_because', models.CharField(blank=True, max_length=500)),
                ('hardship', models.TextField(blank=True, help_text='Why the rules would be unreasonable here.', max_length=5000)),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='register.cycle')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hardship_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='register.registration')),
                ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.regulation')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='portfolio.decision')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['registration', '-prepared_at'], name='decision_of_registration'),
                    models.Index(condition=models.Q(('state', 'DECIDED')), fields=['objection_until'], name='decision_becoming_final'),
                    models.Index(condition=models.Q(('made_known_on', None), ('state', 'DECIDED')), fields=['decided_at'], name='decision_not_yet_known'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('intended_at', None), ('state', 'PREPARED')), models.Q(('decided_at', None), ('intended_at__isnull', False), ('state', 'INTENDED')), models.Q(('decided_at', None), ('state', 'DROPPED'), models.Q(('dropped_because', ''), _negated=True)), models.Q(models.Q(('state__in', ['PREPARED', 'DROPPED', 'INTENDED']), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='decision_state_fits'),
                    models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='decision_says_why'),
                    models.CheckConstraint(condition=models.Q(('prepared_by__isnull', False), ('by_rule', True), _connector='OR'), name='decision_prepared_by_someone'),
                    models.CheckConstraint(condition=models.Q(('decided_at', None), ('decided_by__isnull', False), models.Q(('adverse', False), ('by_rule', True)), _connector='OR'), name='decision_taken_by_someone'),
                    models.CheckConstraint(condition=models.Q(('decided_by', None), ('prepared_by', None), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='decision_four_eyes'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), _negated=True), ('adverse', False), ('intended_at__isnull', False), models.Q(('no_view_because', ''), _negated=True), _connector='OR'), name='decision_person_heard_first'),
                    models.CheckConstraint(condition=models.Q(models.Q(('hardship', ''), ('hardship_by', None)), models.Q(('decided_at', None), ('hardship_by', None)), models.Q(models.Q(('hardship', ''), _negated=True), ('hardship_by__isnull', False), models.Q(('hardship_by', models.F('prepared_by')), _negated=True), models.Q(('hardship_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='decision_hardship_agreed'),
                    models.CheckConstraint(condition=models.Q(models.Q(('made_known_on', None), ('objection_until', None)), models.Q(('made_known_on__isnull', False), ('objection_until__gte', models.F('made_known_on'))), _connector='OR'), name='decision_known_and_open_to_objection'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'FINAL'), _negated=True), ('made_known_on__isnull', False), _connector='OR'), name='decision_final_once_known'),
                    models.UniqueConstraint(condition=models.Q(('state__in', ['DECIDED', 'FINAL', 'OBJECTED'])), fields=('matter',), name='decision_one_stands'),
                    models.UniqueConstraint(condition=models.Q(('state__in', ['INTENDED', 'PREPARED'])), fields=('matter',), name='decision_one_open'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DecisionDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('INTENDED', 'intended decision'), ('DECIDED', 'decision'), ('RECONSIDERED', 'decision on objection')], max_length=12)),
                ('body', models.JSONField()),
                ('digest', models.CharField(max_length=80, unique=True)),
                ('previous', models.CharField(blank=True, max_length=80)),
                ('issued_at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='portfolio.decision')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decision_documents', to='register.register')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('register', 'number'), name='decision_document_in_order'),
                    models.UniqueConstraint(fields=('register', 'previous'), name='decision_document_one_follows'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('grounds', models.TextField(max_length=20000)),
                ('received_at', models.DateTimeField()),
                ('late', models.BooleanField()),
                ('late_because', models.TextField(blank=True, max_length=2000)),
                ('due_on', models.DateField(help_text='The last day on which a new decision is promised.')),
                ('hearing_on', models.DateField(blank=True, null=True)),
                ('hearing_report', models.TextField(blank=True, max_length=20000)),
                ('no_hearing_because', models.CharField(blank=True, max_length=500)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('UPHELD', 'well-founded'), ('REJECTED', 'unfounded'), ('INADMISSIBLE', 'inadmissible')], max_length=12)),
                ('reasons', models.TextField(blank=True, max_length=10000)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='portfolio.decision')),
                ('first_decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('decided_at', None)), fields=['due_on'], name='objection_waiting'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('decided_at', None), ('withdrawn_at', None)), fields=('decision',), name='objection_one_open'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('reasons', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='objection_decided_with_reasons'),
                    models.CheckConstraint(condition=models.Q(('decided_at', None), ('hearing_on__isnull', False), models.Q(('no_hearing_because', ''), _negated=True), _connector='OR'), name='objection_heard_or_said_why_not'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('first_prepared_by', None), models.Q(('decided_by', models.F('first_prepared_by')), _negated=True), _connector='OR'), models.Q(('decided_by', None), ('first_decided_by', None), models.Q(('decided_by', models.F('first_decided_by')), _negated=True), _connector='OR')), name='objection_reconsidered_by_others'),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
