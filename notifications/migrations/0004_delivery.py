"""Channels, the inbox and dead addresses."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0003_notices_to_addresses"),
        ('register', '0015_purposes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('channel', models.CharField(max_length=20)),
                ('address', models.CharField(max_length=254)),
                ('added_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'contact addresses',
            },
        ),
        migrations.CreateModel(
            name='DeadAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('channel', models.CharField(max_length=20)),
                ('address', models.CharField(help_text='In lower case.', max_length=254)),
                ('reason', models.CharField(choices=[('BOUNCED', 'mail comes back for good'), ('COMPLAINED', 'its reader called a message spam')], max_length=10)),
                ('detail', models.CharField(blank=True, max_length=500)),
                ('found_at', models.DateTimeField()),
                ('cleared_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'dead addresses',
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('lane', models.CharField(max_length=300, primary_key=True, serialize=False)),
                ('minute', models.DateTimeField(db_index=True)),
                ('taken', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name_plural': 'paces',
            },
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_sent_has_its_moment',
        ),
        migrations.AddField(
            model_name='notice',
            name='crashes',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='How many workers died with it in hand before anything left.'),
        ),
        migrations.AddField(
            model_name='notice',
            name='read_at',
            field=models.DateTimeField(blank=True, help_text='When its reader opened it in the inbox.', null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='retried_at',
            field=models.DateTimeField(blank=True, help_text='When a reminder of unknown outcome was queued once more by itself.', null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='sent_to',
            field=models.CharField(blank=True, db_default='', help_text='The address of the last attempt, whatever it is now.', max_length=254),
        ),
        migrations.AlterField(
            model_name='notice',
            name='reason',
            field=models.CharField(blank=True, choices=[('NO_ADDRESS', 'the person has no address for this channel'), ('DEAD_ADDRESS', 'mail to this address comes back, or its reader called it spam'), ('REPLACED', 'a later reminder of the same deadline has come'), ('DEADLINE_PASSED', 'the deadline has passed'), ('NO_LONGER_APPLIES', 'the registration ended, or its cycle closed or moved'), ('NOTHING_SHORT', 'everything that is required is met'), ('TOO_LATE', 'it happened so long ago that the message would surprise')], help_text='Why nothing is sent.', max_length=20),
        ),
        migrations.AlterField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('FAILED', 'failed'), ('UNKNOWN', 'unknown'), ('BOUNCED', 'came back'), ('BY_OFFICE', 'told by the office in another way'), ('SKIPPED', 'skipped')], default='QUEUED', max_length=10),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state', 'UNKNOWN')), fields=['not_before'], name='notice_unknown'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state__in', ['UNKNOWN', 'FAILED', 'BOUNCED']), models.Q(('reason__in', ['NO_ADDRESS', 'DEAD_ADDRESS']), ('state', 'SKIPPED')), _connector='OR'), fields=['-id'], name='notice_undelivered'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ['SENT', 'BOUNCED', 'BY_OFFICE'])), models.Q(models.Q(('state__in', ['SENT', 'BOUNCED', 'BY_OFFICE']), _negated=True), ('sent_at', None)), _connector='OR'), name='notice_sent_has_its_moment'),
        ),
        migrations.AddField(
            model_name='contactaddress',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_addresses', to='register.person'),
        ),
        migrations.AddField(
            model_name='deadaddress',
            name='notice',
            field=models.ForeignKey(blank=True, help_text='What came back.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='found_dead', to='notifications.notice'),
        ),
        migrations.AddField(
            model_name='deadaddress',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dead_addresses', to='register.person'),
        ),
        migrations.AddConstraint(
            model_name='contactaddress',
            constraint=models.UniqueConstraint(fields=('person', 'channel'), name='contact_address_once_per_channel'),
        ),
        migrations.AddIndex(
            model_name='deadaddress',
            index=models.Index(fields=['person'], name='dead_address_of_person'),
        ),
        migrations.AddConstraint(
            model_name='deadaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('cleared_at', None)), fields=('channel', 'address'), name='dead_address_once'),
        ),
        migrations.AddConstraint(
            model_name='deadaddress',
            constraint=models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='dead_address_in_lower_case'),
        ),
    ]
