"""Sharing a dossier, and links with employers."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0019_exports_and_erasures'),
        ('register', '0007_looks_at_dossiers'),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('team', models.CharField(blank=True, max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('goals', models.TextField(max_length=10000)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=9)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('agreed_with', models.CharField(blank=True, help_text='Such as a works council.', max_length=200)),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team_plans', to='register.employer')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('employer', 'team', 'year'), name='team_plan_once_a_year'),
                    models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('hours__gte', 0)), name='team_plan_not_negative'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TeamExpense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('on', models.DateField()),
                ('subject', models.CharField(max_length=200)),
                ('hours', models.DecimalField(decimal_places=2, default=0, max_digits=9)),
                ('amount', models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ('recorded_at', models.DateTimeField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='portfolio.teamplan')),
            ],
        ),
        migrations.CreateModel(
            name='EmployerLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('team', models.CharField(blank=True, max_length=60)),
                ('counted', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='register.employer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employer_links', to='register.person')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['employer', 'team'], name='employer_link_of_team'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_before', None), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='employer_link_ends_after_start'),
                    models.UniqueConstraint(condition=models.Q(('ends_before', None)), fields=('person', 'employer'), name='employer_link_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('reason', models.CharField(help_text='What it is for, in the words of the owner.', max_length=200)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('given_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='register.employer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='register.person')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', '-id'], name='share_of_person'),
                    models.Index(django.db.models.functions.text.Lower('email'), name='share_with_address'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('employer__isnull', False)), models.Q(models.Q(('email', ''), _negated=True), ('employer', None)), _connector='OR'), name='share_with_one_audience'),
                    models.CheckConstraint(condition=models.Q(('parts', []), _negated=True), name='share_of_something'),
                    models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('given_at'))), name='share_closes_after_it_opens'),
                ],
            },
        ),
    ]
