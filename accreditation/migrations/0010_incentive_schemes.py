"""Grants, rights and budgets for development."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0009_loose_ends_of_the_desk'),
        ('register', '0006_competence_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='IncentiveScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('kind', models.CharField(choices=[('GRANT', 'grant'), ('RIGHT', 'right in a collective agreement'), ('BUDGET', 'budget of an employer')], max_length=10)),
                ('title', models.JSONField(help_text='In nl, en or both.')),
                ('summary', models.JSONField(blank=True, default=dict, help_text='What it is and how to ask for it, in nl, en or both.')),
                ('condition', models.JSONField(blank=True, default=dict)),
                ('amount', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True)),
                ('unit', models.CharField(blank=True, help_text='EUR, hour, half-day, percent, …', max_length=20)),
                ('per', models.CharField(blank=True, choices=[('ONCE', 'once'), ('YEAR', 'a year'), ('WEEK', 'a week'), ('COURSE', 'a course')], max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_before', models.DateField(blank=True, null=True)),
                ('apply_by', models.DateField(blank=True, null=True)),
                ('source', models.URLField(help_text='Where it can be read.', max_length=500)),
                ('checked_on', models.DateField(help_text='When the association last read the source.')),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incentive_schemes', to='register.association')),
            ],
            options={
                'indexes': [models.Index(fields=['association', '-id'], name='scheme_of_association')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_before', None), ('valid_before__gt', models.F('valid_from')), _connector='OR'), name='scheme_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('amount', None), ('unit', '')), models.Q(('amount__gt', 0), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='scheme_amount_has_its_unit')],
            },
        ),
    ]
