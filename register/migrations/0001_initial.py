"""Associations, registers, people, their registrations and cycles, rules, and what happened."""

import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import register.models.person
import register.models.registration
import register.models.user
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

from register.migrations._tables import AllAtOnce, kept_by_the_database


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        kept_by_the_database(__file__, "public_register"),
        AllAtOnce(
            [
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('code', models.SlugField(max_length=60, unique=True)),
                        ('name', models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('given_name', models.CharField(max_length=100)),
                        ('prefix', models.CharField(blank=True, help_text='tussenvoegsel, e.g. van der', max_length=30, verbose_name='name prefix')),
                        ('family_name', models.CharField(db_index=True, max_length=100)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2)),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(register.models.person.PlainName('given_name', 'prefix', 'family_name'), name='gin_trgm_ops'), name='person_name_alike')],
                    },
                ),
                migrations.CreateModel(
                    name='Register',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('code', models.SlugField(max_length=60, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='register.association')),
                    ],
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('is_machine', models.BooleanField(default=False, help_text='Acts for an organisation by client credentials.')),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_staff', models.BooleanField(default=False, help_text='May open the admin, and sees there what its roles allow.')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                        ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='register.person')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once_whatever_case'), models.CheckConstraint(condition=models.Q(('is_machine', True), ('person__isnull', False), _negated=True), name='user_machine_is_no_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Association',
                    fields=[
                        ('organisation_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='register.organisation')),
                    ],
                    options={
                        'verbose_name': 'association',
                    },
                    bases=('register.organisation',),
                ),
                migrations.CreateModel(
                    name='JobRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('state', models.CharField(choices=[('RUNNING', 'running'), ('DONE', 'done'), ('FAILED', 'failed'), ('ABANDONED', 'abandoned')], default='RUNNING', max_length=10)),
                        ('started_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, help_text='Of an abandoned run: when it was found without its worker.', null=True)),
                        ('rows', models.PositiveIntegerField(default=0)),
                        ('error', models.TextField(blank=True)),
                        ('worker', models.CharField(blank=True, help_text='The machine and the process that ran it.', max_length=120)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['name', '-started_at'], name='job_run_latest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('state', 'RUNNING')), models.Q(models.Q(('state', 'RUNNING'), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='job_run_over_has_its_end')],
                    },
                ),
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('subject_type', models.CharField(max_length=40)),
                        ('subject_uuid', models.UUIDField()),
                        ('data', models.JSONField(default=dict)),
                        ('recorded_at', models.DateTimeField()),
                        ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.person')),
                        ('register', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.register')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['subject_uuid', 'id'], name='event_of_subject'), models.Index(fields=['kind', 'recorded_at'], name='event_of_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('number', models.CharField(max_length=40)),
                        ('registered_on', models.DateField()),
                        ('ended_before', models.DateField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='register.person')),
                        ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='register.register')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ended_before', None), ('ended_before__gt', models.F('registered_on')), _connector='OR'), name='registration_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('register', '='), ('person', '='), (register.models.registration.DateRange('registered_on', 'ended_before'), '&&')], name='registration_one_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('register', '='), ('number', '='), ('person', '<>')], name='registration_number_once_per_register')],
                        'indexes': [models.Index(fields=['number'], name='registration_number')],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationAttribute',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('value', models.JSONField()),
                        ('starts_on', models.DateField()),
                        ('ends_before', models.DateField(blank=True, null=True)),
                        ('recorded_at', models.DateTimeField()),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='register.registration')),
                    ],
                    options={
                        'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('registration', '='), ('name', '='), (register.models.registration.DateRange('starts_on', 'ends_before'), '&&')], name='attribute_one_value_per_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Regulation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('in_force_from', models.DateField()),
                        ('source', models.TextField(help_text='The YAML document as written.')),
                        ('document', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='The same document, parsed.')),
                        ('digest', models.CharField(max_length=80)),
                        ('state', models.CharField(choices=[('DRAFT', 'draft'), ('ADOPTED', 'adopted')], default='DRAFT', max_length=10)),
                        ('proposed_at', models.DateTimeField()),
                        ('adopted_at', models.DateTimeField(blank=True, null=True)),
                        ('adopted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regulations', to='register.register')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'ADOPTED')), fields=('register', 'in_force_from'), name='regulation_one_version_per_start'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_at', None), ('adopted_by', None), ('state', 'DRAFT')), models.Q(('adopted_at__isnull', False), ('adopted_by__isnull', False), ('state', 'ADOPTED')), _connector='OR'), name='regulation_adopted_by_someone'), models.CheckConstraint(condition=models.Q(('adopted_by', None), models.Q(('adopted_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='regulation_four_eyes')],
                    },
                ),
                migrations.CreateModel(
                    name='Cycle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('starts_on', models.DateField()),
                        ('ends_before', models.DateField()),
                        ('state', models.CharField(choices=[('OPEN', 'open'), ('CLOSED', 'closed')], default='OPEN', max_length=10)),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='register.registration')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='register.regulation')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'OPEN')), fields=['ends_before'], include=('registration',), name='cycle_end_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='cycle_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('registration', '='), (register.models.registration.DateRange('starts_on', 'ends_before'), '&&')], name='cycle_no_overlap')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=register.models.user.role_choices, max_length=30)),
                        ('starts_on', models.DateField()),
                        ('ends_before', models.DateField(blank=True, null=True)),
                        ('reason', models.CharField(max_length=200)),
                        ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='register.organisation')),
                        ('register', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='register.register')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'role', 'organisation', 'register', 'starts_on'), name='role_granted_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ends_before', None), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='role_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='CompetenceProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('in_force_from', models.DateField()),
                        ('document', models.JSONField()),
                        ('digest', models.CharField(max_length=80)),
                        ('proposed_at', models.DateTimeField()),
                        ('adopted_at', models.DateTimeField(blank=True, null=True)),
                        ('adopted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_profiles', to='register.register')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('adopted_at__isnull', False)), fields=('register', 'in_force_from'), name='competence_profile_one_per_start'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_at', None), ('adopted_by', None)), models.Q(('adopted_at__isnull', False), ('adopted_by__isnull', False)), _connector='OR'), name='competence_profile_adopted_by_someone'), models.CheckConstraint(condition=models.Q(('adopted_by', None), models.Q(('adopted_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='competence_profile_four_eyes')],
                    },
                ),
                migrations.CreateModel(
                    name='Employer',
                    fields=[
                        ('organisation_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='register.organisation')),
                    ],
                    options={
                        'verbose_name': 'employer',
                    },
                    bases=('register.organisation',),
                ),
                migrations.CreateModel(
                    name='Look',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('part', models.CharField(max_length=60)),
                        ('purpose', models.CharField(max_length=40)),
                        ('ground', models.UUIDField(blank=True, null=True)),
                        ('looked_at', models.DateTimeField()),
                        ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='register.person')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', '-id'], name='look_at_person')],
                    },
                ),
                migrations.CreateModel(
                    name='StatusChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('axis', models.CharField(default='registration', max_length=80)),
                        ('value', models.CharField(max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ground', models.UUIDField(blank=True, null=True)),
                        ('recorded_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_ground', models.UUIDField(blank=True, null=True)),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_changes', to='register.registration')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['ground'], name='status_of_ground')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('registration', 'axis', 'starts_on'), name='status_one_a_day'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', False), ('withdrawn_ground', None), _connector='OR'), name='status_withdrawn_at_a_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='OptOut',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recorded_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opt_outs', to='register.registration')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('registration',), name='opt_out_one_stands')],
                    },
                ),
            ]
        ),
        kept_by_the_database(__file__, "append_only"),
        kept_by_the_database(__file__, "competence_profiles"),
        kept_by_the_database(__file__, "looks_at_dossiers"),
        kept_by_the_database(__file__, "statuses"),
    ]
