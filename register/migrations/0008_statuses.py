"""The status of a registration on more than one axis, as facts that are added and withdrawn, never changed."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER status_change_stays ON register_statuschange;
DROP TRIGGER status_change_truncate ON register_statuschange;
DROP FUNCTION refuse_change_of_status();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0007_looks_at_dossiers'),
    ]

    operations = [
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
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('registration', 'axis', 'starts_on'), name='status_one_a_day'),
                    models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', False), ('withdrawn_ground', None), _connector='OR'), name='status_withdrawn_at_a_moment'),
                ],
            },
        ),
        migrations.RemoveField(
            model_name='registration',
            name='status',
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_number_once_per_register',
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('register', '='), ('number', '='), ('person', '<>')], name='registration_number_once_per_register'),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
