import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GIVEN_BY_THE_OPERATOR = """
UPDATE register_rolegrant SET
    ends_before = coalesce(ends_before, greatest(starts_on, current_date) + 732),
    granted_by_id = coalesce(granted_by_id, (
        SELECT min(u.id) FROM register_user u WHERE u.is_superuser AND u.id <> register_rolegrant.user_id)),
    reason = coalesce(nullif(reason, ''), 'given before reasons were kept')
WHERE ends_before IS NULL OR granted_by_id IS NULL OR reason = '';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("allauth_idp_oidc", "0003_client_allow_uri_wildcards"), ("register", "0002_sign_in")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(help_text="A digest of the key.", max_length=32)),
                ("request", models.BinaryField(help_text="A digest of method, address and body.", max_length=32)),
                (
                    "answer",
                    models.BinaryField(default=b"", help_text="Status, headers and body, sealed with the key."),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["given_at"], name="answer_given_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "user", "key"), name="answer_once_per_key", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", None), ("user__isnull", False))
                        | models.Q(("organisation__isnull", False), ("user", None)),
                        name="answer_kept_for_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('added_at', models.DateTimeField()),
                ('last_used_on', models.DateField(blank=True, help_text='The last day on which it asked for anything.', null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='MachineSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, help_text='From this moment on it opens nothing.', null=True)),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='rolegrant',
            name='role_granted_once',
        ),
        migrations.RemoveConstraint(
            model_name='rolegrant',
            name='role_ends_after_it_starts',
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='end_reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='ended_at',
            field=models.DateTimeField(blank=True, help_text='When somebody ended it before its day.', null=True),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='uuid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='warned_at',
            field=models.DateTimeField(blank=True, help_text='When it was told that the role ends soon.', null=True),
        ),
        # A role of before that says nothing of it was given by the operator, and ends in two years.
        migrations.RunSQL(GIVEN_BY_THE_OPERATOR, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='rolegrant',
            name='ends_before',
            field=models.DateField(help_text='The first day without.'),
        ),
        migrations.AlterField(
            model_name='rolegrant',
            name='granted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='rolegrant',
            index=models.Index(condition=models.Q(('ended_at', None), ('warned_at', None)), fields=['ends_before'], name='role_ends_unannounced'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'role', 'organisation', 'register', 'starts_on'), name='role_granted_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on')), models.Q(('ended_at__isnull', False), ('ends_before', models.F('starts_on'))), _connector='OR'), name='role_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('granted_by', models.F('user')), _negated=True), name='role_granted_by_another'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='role_granted_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='role_ended_by_someone_for_a_reason'),
        ),
        migrations.AddField(
            model_name='machine',
            name='account',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='machine', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='machine',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='machine',
            name='client',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='machine', to='allauth_idp_oidc.client'),
        ),
        migrations.AddField(
            model_name='machine',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='machine',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='machines', to='register.organisation'),
        ),
        migrations.AddField(
            model_name='machinesecret',
            name='machine',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='register.machine'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='machine_ended_by_someone_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='machinesecret',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('machine',), name='machine_one_secret_without_end'),
        ),
    ]
