"""Credentials that can be verified, the keys that sign them, and their status lists."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER credential_keeps_its_word ON portfolio_credential;
DROP FUNCTION credential_keeps_its_word;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0017_competence'),
        ('register', '0005_roles_by_the_table'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CredentialKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text="Counts within the association; part of the key's address.")),
                ('public_key', models.CharField(max_length=80, unique=True)),
                ('private_key', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('SIGNING', 'signs'), ('VERIFYING', 'replaced: verifies what it signed'), ('WITHDRAWN', 'withdrawn: verifies nothing')], default='SIGNING', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credential_keys', to='register.association')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('association', 'number'), name='credential_key_number_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'SIGNING')), fields=('association',), name='credential_key_one_signs'),
                    models.CheckConstraint(condition=models.Q(models.Q(('replaced_at', None), ('state', 'SIGNING'), ('withdrawn_at', None), models.Q(('private_key', ''), _negated=True)), models.Q(('private_key', ''), ('replaced_at__isnull', False), ('state', 'VERIFYING'), ('withdrawn_at', None)), models.Q(('private_key', ''), ('state', 'WITHDRAWN'), ('withdrawn_at__isnull', False)), _connector='OR'), name='credential_key_state_fits'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ImportedCredential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('public_key', models.CharField(blank=True, max_length=500)),
                ('outcome', models.CharField(choices=[('VERIFIED', 'verified'), ('REVOKED', 'revoked by its issuer'), ('REFUSED', 'not what its issuer signed, or not valid now'), ('UNDETERMINED', "the issuer's key is not known here")], max_length=12)),
                ('result', models.JSONField()),
                ('imported_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField()),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='credential', to='portfolio.evidence')),
            ],
        ),
        migrations.CreateModel(
            name='StatusList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('made_at', models.DateTimeField()),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_lists', to='register.association')),
            ],
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('kind', models.CharField(choices=[('REGISTRATION', 'registration'), ('CYCLE', 'cycle'), ('ACTIVITY', 'activity')], max_length=12)),
                ('name', models.CharField(max_length=300)),
                ('facts', models.JSONField()),
                ('place', models.PositiveIntegerField()),
                ('document', models.JSONField(blank=True, default=dict)),
                ('token', models.TextField(blank=True)),
                ('issued_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(help_text='Until when the worth it names was compared with what is decided.')),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('ground', models.CharField(blank=True, choices=[('REVERSED', 'the activity was reversed'), ('WORTH_CHANGED', 'the register decided otherwise about the course'), ('REGISTRATION_ENDED', 'the registration does not hold any more'), ('KEY_WITHDRAWN', 'the key that signed it was withdrawn'), ('REPLACED', 'its owner had it issued anew'), ('ERASED', 'its owner had it erased'), ('OFFICE', 'revoked by the register office')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('barred', models.BooleanField(default=False, help_text='The office does not let its owner ask for it again.')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='register.cycle')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='portfolio.ledgerentry')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='register.registration')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='portfolio.credentialkey')),
                ('status_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='portfolio.statuslist')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('revoked_at__isnull', False)), fields=['status_list'], name='credential_revoked'),
                    models.Index(condition=models.Q(('revoked_at', None), ('token', '')), fields=['id'], name='credential_erased'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('registration', 'cycle', 'entry'), name='credential_one_holds', nulls_distinct=False),
                    models.UniqueConstraint(fields=('status_list', 'place'), name='credential_place_once'),
                    models.CheckConstraint(condition=models.Q(('place__lt', 131072)), name='credential_place_in_list'),
                    models.CheckConstraint(condition=models.Q(models.Q(('cycle', None), ('entry', None), ('kind', 'REGISTRATION')), models.Q(('cycle__isnull', False), ('entry', None), ('kind', 'CYCLE')), models.Q(('cycle', None), ('entry__isnull', False), ('kind', 'ACTIVITY')), _connector='OR'), name='credential_is_of_one_fact'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ground', ''), ('reason', ''), ('revoked_at', None)), models.Q(('revoked_at__isnull', False), models.Q(('ground', ''), _negated=True), models.Q(models.Q(('ground', 'OFFICE'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR')), _connector='OR'), name='credential_revoked_on_a_ground'),
                    models.CheckConstraint(condition=models.Q(('barred', False), ('ground', 'OFFICE'), _connector='OR'), name='credential_barred_by_office'),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
