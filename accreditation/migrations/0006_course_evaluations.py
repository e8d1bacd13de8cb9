"""What participants say of a course."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0005_applications'),
        ('register', '0005_roles_by_the_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='EvaluationAnswer',
            fields=[
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('after', 'right after'), ('practice', 'some months later')], max_length=10)),
                ('answers', models.JSONField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_answers', to='accreditation.edition')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.register')),
            ],
        ),
        migrations.CreateModel(
            name='EvaluationInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('moment', models.CharField(choices=[('after', 'right after'), ('practice', 'some months later')], max_length=10)),
                ('opens_on', models.DateField()),
                ('closes_before', models.DateField()),
                ('answered', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_invitations', to='accreditation.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_invitations', to='register.person')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'edition', 'moment'), name='evaluation_asked_once'), models.CheckConstraint(condition=models.Q(('closes_before__gt', models.F('opens_on'))), name='evaluation_open_for_a_while')],
            },
        ),
    ]
