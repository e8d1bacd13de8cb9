"""What members want to hear, how and when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0005_templates"),
        ('register', '0015_purposes'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticePreference',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notice_preference', serialize=False, to='register.person')),
                ('time_zone', models.CharField(default='Europe/Amsterdam', max_length=60)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_until', models.TimeField(blank=True, null=True)),
                ('holidays_of', models.CharField(blank=True, help_text='Country whose holidays are kept free.', max_length=2)),
                ('digest', models.CharField(blank=True, choices=[('', 'each at once'), ('DAILY', 'together, every day'), ('WEEKLY', 'together, on Monday')], max_length=10)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SwitchedOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('channel', models.CharField(max_length=20)),
                ('switched_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'switched off',
            },
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_about_a_deadline_or_an_event',
        ),
        migrations.AddField(
            model_name='notice',
            name='digest',
            field=models.ForeignKey(blank=True, help_text='In which it is sent.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='notifications.notice'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='reason',
            field=models.CharField(blank=True, choices=[('NO_ADDRESS', 'the person has no address for this channel'), ('DEAD_ADDRESS', 'mail to this address comes back, or its reader called it spam'), ('REPLACED', 'a later reminder of the same deadline has come'), ('DEADLINE_PASSED', 'the deadline has passed'), ('NO_LONGER_APPLIES', 'the registration ended, or its cycle closed or moved'), ('NOTHING_SHORT', 'everything that is required is met'), ('SWITCHED_OFF', 'its reader does not want it by this channel'), ('TOO_LATE', 'it happened so long ago that the message would surprise')], help_text='Why nothing is sent.', max_length=20),
        ),
        migrations.AlterField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('FAILED', 'failed'), ('UNKNOWN', 'unknown'), ('BOUNCED', 'came back'), ('BY_OFFICE', 'told by the office in another way'), ('SKIPPED', 'skipped'), ('DIGESTED', 'in a digest')], default='QUEUED', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cycle', None), ('deadline_on', None), ('event__isnull', False), ('milestone', ''), ('registration', None)), models.Q(('cycle__isnull', False), ('deadline_on__isnull', False), ('event', None), ('registration__isnull', False), models.Q(('milestone', ''), _negated=True)), models.Q(('cycle', None), ('deadline_on', None), ('event', None), ('kind', 'digest'), ('milestone', ''), ('registration', None)), _connector='OR'), name='notice_about_a_deadline_or_an_event'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'digest')), fields=('person', 'channel', 'due_on'), name='notice_one_digest_a_day'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest__isnull', False), ('state', 'DIGESTED')), models.Q(models.Q(('state', 'DIGESTED'), _negated=True), ('digest', None)), _connector='OR'), name='notice_digested_names_its_digest'),
        ),
        migrations.AddConstraint(
            model_name='noticepreference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_until', None)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False), models.Q(('quiet_from', models.F('quiet_until')), _negated=True)), _connector='OR'), name='notice_preference_quiet_hours_end'),
        ),
        migrations.AddField(
            model_name='switchedoff',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='switched_off', to='register.person'),
        ),
        migrations.AddConstraint(
            model_name='switchedoff',
            constraint=models.UniqueConstraint(fields=('person', 'kind', 'channel'), name='switched_off_once'),
        ),
    ]
