"""Competence profiles of registers: two people adopt them, and then nobody changes them."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER competence_profile_adopted_is_final ON register_competenceprofile;
DROP TRIGGER competence_profile_truncate ON register_competenceprofile;
DROP FUNCTION refuse_change_of_adopted_profile();
"""
SOMEONE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0005_roles_by_the_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompetenceProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                (
                    'uuid',
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ('in_force_from', models.DateField()),
                ('document', models.JSONField()),
                ('digest', models.CharField(max_length=80)),
                ('proposed_at', models.DateTimeField()),
                ('adopted_at', models.DateTimeField(blank=True, null=True)),
                ('adopted_by', models.ForeignKey(blank=True, null=True, **SOMEONE)),
                ('proposed_by', models.ForeignKey(**SOMEONE)),
                (
                    'register',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='competence_profiles',
                        to='register.register',
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                        condition=models.Q(('adopted_at__isnull', False)),
                        fields=('register', 'in_force_from'),
                        name='competence_profile_one_per_start',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(('adopted_at', None), ('adopted_by', None)),
                            models.Q(('adopted_at__isnull', False), ('adopted_by__isnull', False)),
                            _connector='OR',
                        ),
                        name='competence_profile_adopted_by_someone',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ('adopted_by', None),
                            models.Q(('adopted_by', models.F('proposed_by')), _negated=True),
                            _connector='OR',
                        ),
                        name='competence_profile_four_eyes',
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
