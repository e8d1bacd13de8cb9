"""Systems that report attendance for a provider, each with its key and its mode."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portfolio.models.connection


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0006_course_evaluations"),
        ("portfolio", "0007_attendance_by_five_doors"),
        ("register", "0003_registration_number_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE portfolio_wire_number START 1000000",
            "DROP SEQUENCE portfolio_wire_number",
        ),
        migrations.CreateModel(
            name='CallCount',
            fields=[
                ('subject', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('calls', models.PositiveIntegerField()),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='ClaimDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('activity', models.CharField(help_text='The address of the activity, as the learning system has it.', max_length=500)),
                ('performed_on', models.DateField()),
                ('minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('drafted_at', models.DateTimeField()),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.association')),
                ('claim', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='portfolio.claim')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claim_drafts', to='register.person')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.provider')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', '-id'], name='claim_draft_of_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('number', models.PositiveBigIntegerField(db_default=portfolio.models.connection.NextWireNumber(), help_text='What the system sends as its name.')),
                ('name', models.CharField(max_length=100)),
                ('added_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='connection', to=settings.AUTH_USER_MODEL)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections', to='accreditation.provider')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('number',), name='connection_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ConnectionKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.BinaryField(max_length=16)),
                ('digest', models.BinaryField(max_length=32)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, help_text='From this moment on it opens nothing.', null=True)),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='portfolio.connection')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('connection',), name='connection_one_key_without_end'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ConnectionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('TEST', 'test'), ('REQUESTED', 'test, activation requested'), ('ACTIVE', 'active')], default='TEST', max_length=10)),
                ('changed_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, help_text='What the association said with its decision.', max_length=500)),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connection_links', to='register.association')),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='portfolio.connection')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('connection', 'association'), name='connection_linked_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('mode', 'ACTIVE'), _negated=True), ('decided_by__isnull', False), _connector='OR'), name='connection_activated_by_someone'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ErrorMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('state', models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('FAILED', 'failed'), ('UNKNOWN', 'unknown')], default='QUEUED', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField()),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('written_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='error_mails', to='portfolio.connection')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('state', 'QUEUED')), fields=['not_before'], name='error_mail_queued'),
                    models.Index(condition=models.Q(('state', 'SENDING')), fields=['lease_until'], name='error_mail_sending'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LearningRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement_id', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('outcome', models.CharField(choices=[('BOOKING', 'handed to the booking of attendance'), ('DRAFTED', 'a draft of a claim'), ('NOT_USED', 'says nothing that counts')], max_length=10)),
                ('stored_at', models.DateTimeField()),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='learning_records', to='portfolio.attendancebatch')),
                ('draft', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='record', to='portfolio.claimdraft')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='learning_records', to='accreditation.provider')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('provider', 'statement_id'), name='learning_record_once_per_provider'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ActivityIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('iri', models.CharField(max_length=500)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_identifiers', to='accreditation.course')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.edition')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_identifiers', to='accreditation.provider')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('provider', 'iri'), name='activity_identifier_once_per_provider'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssociationNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(db_default=portfolio.models.connection.NextWireNumber())),
                ('association', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wire_number', to='register.association')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('number',), name='association_number_once'),
                ],
            },
        ),
    ]
