"""Who looked at whose dossier."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER look_append_only ON register_look;
DROP TRIGGER look_append_only_truncate ON register_look;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_competence_profiles'),
    ]

    operations = [
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
        migrations.RunSQL(SQL, UNDO),
    ]
