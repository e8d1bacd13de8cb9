"""Renewal of registrations."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0021_decisions'),
        ('register', '0008_statuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('state', models.CharField(choices=[('OPENED', 'OPENED'), ('SUBMITTED', 'SUBMITTED'), ('RETURNED', 'RETURNED'), ('COMPLETE', 'COMPLETE'), ('DECIDED', 'DECIDED'), ('WITHDRAWN', 'WITHDRAWN'), ('LAPSED', 'LAPSED')], default='OPENED', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('submit_by', models.DateField(help_text='The last day on which it is asked for in time, as told when it opened.')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('in_time', models.BooleanField(null=True)),
                ('declared', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('motivation', models.TextField(blank=True, help_text='Why it should be renewed though short.', max_length=5000)),
                ('starts_now', models.BooleanField(default=False, help_text='The next cycle begins on the day of asking.')),
                ('decide_by', models.DateField(blank=True, help_text='The last day on which a decision is promised.', null=True)),
                ('returned_because', models.CharField(blank=True, max_length=1000)),
                ('supplement_until', models.DateField(blank=True, null=True)),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('for_people', models.CharField(blank=True, choices=[('SAMPLE', 'SAMPLE'), ('REQUEST', 'REQUEST'), ('LATE', 'LATE'), ('OUTCOME', 'OUTCOME')], help_text='Not by rule.', max_length=10)),
                ('completed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='register.cycle')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['SUBMITTED', 'COMPLETE'])), fields=['decide_by', 'id'], name='renewal_waiting'), models.Index(condition=models.Q(('state__in', ['OPENED', 'WITHDRAWN'])), fields=['submit_by'], name='renewal_not_asked')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('completed_at', None), ('state', 'OPENED'), ('submitted_at', None)), models.Q(('completed_at', None), ('state', 'SUBMITTED'), ('decide_by__isnull', False), ('in_time__isnull', False), ('submitted_at__isnull', False)), models.Q(('completed_at', None), ('state', 'RETURNED'), ('decide_by__isnull', False), ('in_time__isnull', False), ('submitted_at__isnull', False), ('supplement_until__isnull', False), models.Q(('returned_because', ''), _negated=True)), models.Q(('completed_at__isnull', False), ('state', 'COMPLETE'), ('decide_by__isnull', False), ('in_time__isnull', False), ('submitted_at__isnull', False)), ('state__in', ['WITHDRAWN', 'LAPSED', 'DECIDED']), _connector='OR'), name='renewal_state_fits'), models.UniqueConstraint(condition=models.Q(('state', 'DECIDED'), _negated=True), fields=('cycle',), name='renewal_one_open')],
            },
        ),
        migrations.CreateModel(
            name='RegistrationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('sort', models.CharField(choices=[('POSTPONEMENT', 'POSTPONEMENT'), ('DISPENSATION', 'DISPENSATION'), ('DEREGISTRATION', 'DEREGISTRATION')], max_length=14)),
                ('ground', models.CharField(choices=[('ILLNESS', 'ILLNESS'), ('PREGNANCY', 'PREGNANCY'), ('CARE', 'CARE'), ('ABROAD', 'ABROAD'), ('WORK', 'WORK'), ('OTHER', 'OTHER'), ('OWN_CHOICE', 'OWN_CHOICE')], max_length=10)),
                ('explanation', models.CharField(blank=True, max_length=1000)),
                ('wished_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('ASKED', 'ASKED'), ('DECIDED', 'DECIDED'), ('WITHDRAWN', 'WITHDRAWN')], default='ASKED', max_length=9)),
                ('asked_at', models.DateTimeField()),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='register.registration')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sort', 'DEREGISTRATION'), _negated=True), ('wished_on__isnull', False), _connector='OR'), name='registration_request_leaving_day'), models.UniqueConstraint(condition=models.Q(('state', 'ASKED')), fields=('registration', 'sort'), name='registration_request_one_open')],
            },
        ),
    ]
