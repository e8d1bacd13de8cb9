"""Exports, imports and erasures of dossiers."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0018_credentials'),
        ('register', '0005_roles_by_the_table'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DossierExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('form', models.CharField(choices=[('ARCHIVE', 'a ZIP with data and files, to take along'), ('DOCUMENT', 'a PDF to read')], default='ARCHIVE', max_length=10)),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('state', models.CharField(choices=[('QUEUED', 'queued'), ('MAKING', 'being made'), ('READY', 'ready'), ('EXPIRED', 'expired'), ('PARKED', 'parked')], default='QUEUED', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, help_text='Until when the worker that makes it has it.', null=True)),
                ('requested_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('size', models.PositiveBigIntegerField(blank=True, null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_exports', to='register.person')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='dossier_export_of_person'), models.Index(condition=models.Q(('state', 'READY')), fields=['expires_at'], name='dossier_export_expiring')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['QUEUED', 'MAKING'])), fields=('person', 'form'), name='dossier_export_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'READY'), _negated=True), models.Q(('expires_at__isnull', False), ('finished_at__isnull', False), ('size__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='dossier_export_ready_has_its_file')],
            },
        ),
        migrations.CreateModel(
            name='DossierImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('source', models.CharField(max_length=200)),
                ('source_registration', models.UUIDField()),
                ('source_number', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField(help_text='When the other installation made the archive.')),
                ('digest', models.CharField(max_length=64)),
                ('key', models.CharField(max_length=100, unique=True)),
                ('state', models.CharField(choices=[('CHECKED', 'checked'), ('ACCEPTED', 'accepted'), ('DONE', 'done'), ('REFUSED', 'refused'), ('PARKED', 'parked')], default='CHECKED', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('report', models.JSONField(default=list)),
                ('sent_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_imports', to='register.registration')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'REFUSED'), _negated=True), fields=('registration', 'digest'), name='dossier_import_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'CHECKED')), models.Q(models.Q(('state', 'CHECKED'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='dossier_import_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'REFUSED'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='dossier_import_refused_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('state', models.CharField(choices=[('ASKED', 'asked'), ('WITHDRAWN', 'withdrawn'), ('ERASED', 'erased'), ('DONE', 'done')], default='ASKED', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('not_before', models.DateTimeField(help_text='The end of the waiting time.')),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('files', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                ('receipt', models.JSONField(blank=True, default=list)),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='register.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['ASKED', 'ERASED'])), fields=['not_before'], name='erasure_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['ASKED', 'ERASED'])), fields=('person',), name='erasure_one_at_a_time'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='erasure_agreed_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('erased_at', None), ('state__in', ['ASKED', 'WITHDRAWN'])), models.Q(('erased_at__isnull', False), ('state__in', ['ERASED', 'DONE'])), _connector='OR'), name='erasure_erased_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'DONE'), _negated=True), ('files', []), _connector='OR'), name='erasure_done_leaves_no_file')],
            },
        ),
    ]
