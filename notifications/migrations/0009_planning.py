"""Deadlines of every kind."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0008_calendar_feeds"),
        ('register', '0015_purposes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='reason',
            field=models.CharField(blank=True, choices=[('NO_ADDRESS', 'the person has no address for this channel'), ('DEAD_ADDRESS', 'mail to this address comes back, or its reader called it spam'), ('MOVED', 'the deadline is another day now'), ('REPLACED', 'a later reminder of the same deadline has come'), ('DEADLINE_PASSED', 'the deadline has passed'), ('NO_LONGER_APPLIES', 'the registration ended, its cycle closed, or it has been done'), ('NOTHING_SHORT', 'everything that is required is met'), ('SWITCHED_OFF', 'its reader does not want it by this channel'), ('TOO_LATE', 'it happened so long ago that the message would surprise')], help_text='Why nothing is sent.', max_length=20),
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('last_on', models.DateField(help_text='The last day on which it can be done in time.')),
                ('begins_on', models.DateField(blank=True, help_text="The day from which it is asked, of a term of an audit; else the cycle's own.", null=True)),
                ('standing_at', models.DateTimeField(blank=True, null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='register.cycle')),
                ('regulation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='register.regulation')),
            ],
            options={
                'indexes': [models.Index(fields=['regulation', 'kind', 'last_on'], name='deadline_by_day')],
                'constraints': [models.UniqueConstraint(fields=('cycle', 'kind'), name='deadline_once_per_kind')],
            },
        ),
    ]
