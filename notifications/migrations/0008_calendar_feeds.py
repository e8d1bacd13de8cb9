"""Calendar feeds."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0011_row_level_security'),
        ("notifications", "0007_webhooks"),
        ('register', '0015_purposes'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_entries', to='register.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'uid'), name='calendar_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('read_on', models.DateField(blank=True, help_text='The last day on which it was read.', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feeds', to='register.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='calendar_feed_one_works')],
            },
        ),
        migrations.CreateModel(
            name='PlannedEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('planned_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_editions', to='register.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'edition'), name='planned_edition_once')],
            },
        ),
    ]
