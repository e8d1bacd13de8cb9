"""Notices and what belongs to sending them."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

from register.migrations._tables import AllAtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0009_public_register'),
    ]

    operations = [
        AllAtOnce(
            [
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('channel', models.CharField(max_length=20)),
                        ('milestone', models.CharField(blank=True, help_text='e.g. earn:6 months; empty for an event', max_length=60)),
                        ('deadline_on', models.DateField(blank=True, help_text='The last day on which what the notice is about can still be done.', null=True)),
                        ('due_on', models.DateField(help_text='The day of the milestone, or of the event.')),
                        ('state', models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('FAILED', 'failed'), ('UNKNOWN', 'unknown'), ('SKIPPED', 'skipped')], default='QUEUED', max_length=10)),
                        ('reason', models.CharField(blank=True, choices=[('NO_ADDRESS', 'the person has no address for this channel'), ('REPLACED', 'a later reminder of the same deadline has come'), ('DEADLINE_PASSED', 'the deadline has passed'), ('NO_LONGER_APPLIES', 'the registration ended, or its cycle closed or moved'), ('NOTHING_SHORT', 'everything that is required is met'), ('TOO_LATE', 'it happened so long ago that the message would surprise')], help_text='Why nothing is sent.', max_length=20)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('not_before', models.DateTimeField()),
                        ('handed_until', models.DateTimeField(blank=True, null=True)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('message_id', models.CharField(max_length=120, unique=True)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('body', models.TextField(blank=True)),
                        ('error', models.CharField(blank=True, max_length=500)),
                        ('planned_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='register.cycle')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='register.person')),
                        ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='register.registration')),
                        ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='register.event')),
                        ('address', models.EmailField(blank=True, db_default='', default='', help_text='Of a reader who is no person of the registers.', max_length=254)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'QUEUED')), fields=['not_before'], name='notice_queued'), models.Index(condition=models.Q(('state', 'SENDING')), fields=['lease_until'], name='notice_sending'), models.Index(fields=['person', '-id'], name='notice_of_person')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'SENT')), models.Q(models.Q(('state', 'SENT'), _negated=True), ('sent_at', None)), _connector='OR'), name='notice_sent_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state__in', ['SENDING', 'UNKNOWN'])), models.Q(models.Q(('state__in', ['SENDING', 'UNKNOWN']), _negated=True), ('lease_until', None)), _connector='OR'), name='notice_sending_has_its_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'SKIPPED'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'SKIPPED'), _negated=True), ('reason', '')), _connector='OR'), name='notice_skipped_says_why'), models.UniqueConstraint(condition=models.Q(('event', None)), fields=('registration', 'cycle', 'milestone', 'deadline_on', 'channel'), name='notice_once_per_milestone'), models.UniqueConstraint(condition=models.Q(('event__isnull', False)), fields=('event', 'kind', 'person', 'channel'), name='notice_once_per_event'), models.CheckConstraint(condition=models.Q(models.Q(('cycle', None), ('deadline_on', None), ('event__isnull', False), ('milestone', ''), ('registration', None)), models.Q(('cycle__isnull', False), ('deadline_on__isnull', False), ('event', None), ('registration__isnull', False), models.Q(('milestone', ''), _negated=True)), _connector='OR'), name='notice_about_a_deadline_or_an_event'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('event', 'kind', 'address', 'channel'), name='notice_once_per_address'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('event__isnull', False), ('person', None), models.Q(('address', ''), _negated=True)), _connector='OR'), name='notice_to_a_person_or_an_address')],
                    },
                ),
                migrations.CreateModel(
                    name='HeardEvent',
                    fields=[
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='heard', serialize=False, to='register.event')),
                        ('heard_at', models.DateTimeField()),
                    ],
                ),
            ]
        ),
    ]
