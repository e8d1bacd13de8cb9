"""Notices and what belongs to sending them."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from register.migrations._tables import AllAtOnce, kept_by_the_database


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accreditation', '0001_initial'),
        ('register', '0001_initial'),
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
                        ('state', models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('FAILED', 'failed'), ('UNKNOWN', 'unknown'), ('BOUNCED', 'came back'), ('BY_OFFICE', 'told by the office in another way'), ('SKIPPED', 'skipped'), ('DIGESTED', 'in a digest')], default='QUEUED', max_length=10)),
                        ('reason', models.CharField(blank=True, choices=[('NO_ADDRESS', 'the person has no address for this channel'), ('DEAD_ADDRESS', 'mail to this address comes back, or its reader called it spam'), ('MOVED', 'the deadline is another day now'), ('REPLACED', 'a later reminder of the same deadline has come'), ('DEADLINE_PASSED', 'the deadline has passed'), ('NO_LONGER_APPLIES', 'the registration ended, its cycle closed, or it has been done'), ('NOTHING_SHORT', 'everything that is required is met'), ('SWITCHED_OFF', 'its reader does not want it by this channel'), ('TOO_LATE', 'it happened so long ago that the message would surprise')], help_text='Why nothing is sent.', max_length=20)),
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
                        ('crashes', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='How many workers died with it in hand before anything left.')),
                        ('read_at', models.DateTimeField(blank=True, help_text='When its reader opened it in the inbox.', null=True)),
                        ('retried_at', models.DateTimeField(blank=True, help_text='When a reminder of unknown outcome was queued once more by itself.', null=True)),
                        ('sent_to', models.CharField(blank=True, db_default='', help_text='The address of the last attempt, whatever it is now.', max_length=254)),
                        ('digest', models.ForeignKey(blank=True, help_text='In which it is sent.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='notifications.notice')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'QUEUED')), fields=['not_before'], name='notice_queued'), models.Index(condition=models.Q(('state', 'SENDING')), fields=['lease_until'], name='notice_sending'), models.Index(fields=['person', '-id'], name='notice_of_person'), models.Index(condition=models.Q(('state', 'UNKNOWN')), fields=['not_before'], name='notice_unknown'), models.Index(condition=models.Q(('state__in', ['UNKNOWN', 'FAILED', 'BOUNCED']), models.Q(('reason__in', ['NO_ADDRESS', 'DEAD_ADDRESS']), ('state', 'SKIPPED')), _connector='OR'), fields=['-id'], name='notice_undelivered')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state__in', ['SENDING', 'UNKNOWN'])), models.Q(models.Q(('state__in', ['SENDING', 'UNKNOWN']), _negated=True), ('lease_until', None)), _connector='OR'), name='notice_sending_has_its_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'SKIPPED'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'SKIPPED'), _negated=True), ('reason', '')), _connector='OR'), name='notice_skipped_says_why'), models.UniqueConstraint(condition=models.Q(('event', None)), fields=('registration', 'cycle', 'milestone', 'deadline_on', 'channel'), name='notice_once_per_milestone'), models.UniqueConstraint(condition=models.Q(('event__isnull', False)), fields=('event', 'kind', 'person', 'channel'), name='notice_once_per_event'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('event', 'kind', 'address', 'channel'), name='notice_once_per_address'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('event__isnull', False), ('person', None), models.Q(('address', ''), _negated=True)), _connector='OR'), name='notice_to_a_person_or_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ['SENT', 'BOUNCED', 'BY_OFFICE'])), models.Q(models.Q(('state__in', ['SENT', 'BOUNCED', 'BY_OFFICE']), _negated=True), ('sent_at', None)), _connector='OR'), name='notice_sent_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('cycle', None), ('deadline_on', None), ('event__isnull', False), ('milestone', ''), ('registration', None)), models.Q(('cycle__isnull', False), ('deadline_on__isnull', False), ('event', None), ('registration__isnull', False), models.Q(('milestone', ''), _negated=True)), models.Q(('cycle', None), ('deadline_on', None), ('event', None), ('kind', 'digest'), ('milestone', ''), ('registration', None)), _connector='OR'), name='notice_about_a_deadline_or_an_event'), models.UniqueConstraint(condition=models.Q(('kind', 'digest')), fields=('person', 'channel', 'due_on'), name='notice_one_digest_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('digest__isnull', False), ('state', 'DIGESTED')), models.Q(models.Q(('state', 'DIGESTED'), _negated=True), ('digest', None)), _connector='OR'), name='notice_digested_names_its_digest')],
                    },
                ),
                migrations.CreateModel(
                    name='HeardEvent',
                    fields=[
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='heard', serialize=False, to='register.event')),
                        ('heard_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='ContactAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('channel', models.CharField(max_length=20)),
                        ('address', models.CharField(max_length=254)),
                        ('added_at', models.DateTimeField()),
                        ('verified_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_addresses', to='register.person')),
                    ],
                    options={
                        'verbose_name_plural': 'contact addresses',
                        'constraints': [models.UniqueConstraint(fields=('person', 'channel'), name='contact_address_once_per_channel')],
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
                        ('notice', models.ForeignKey(blank=True, help_text='What came back.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='found_dead', to='notifications.notice')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dead_addresses', to='register.person')),
                    ],
                    options={
                        'verbose_name_plural': 'dead addresses',
                        'indexes': [models.Index(fields=['person'], name='dead_address_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('cleared_at', None)), fields=('channel', 'address'), name='dead_address_once'), models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='dead_address_in_lower_case')],
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
                migrations.CreateModel(
                    name='NoticeText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('language', models.CharField(max_length=2)),
                        ('channel', models.CharField(max_length=20)),
                        ('version', models.PositiveIntegerField()),
                        ('subject', models.CharField(max_length=150)),
                        ('body', models.TextField()),
                        ('state', models.CharField(choices=[('DRAFT', 'draft'), ('IN_USE', 'in use'), ('FORMER', 'former')], default='DRAFT', max_length=10)),
                        ('drafted_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, help_text='Since when it is in use.', null=True)),
                        ('ended_at', models.DateTimeField(blank=True, help_text='Until when it was in use.', null=True)),
                        ('failed_at', models.DateTimeField(blank=True, null=True)),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_texts', to='register.association')),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('association', 'kind', 'language', 'channel', 'version'), name='notice_text_version'), models.UniqueConstraint(condition=models.Q(('state', 'IN_USE')), fields=('association', 'kind', 'language', 'channel'), name='notice_text_one_in_use'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'DRAFT'), ('used_at', None)), models.Q(('ended_at', None), ('state', 'IN_USE'), ('used_at__isnull', False)), models.Q(('ended_at__isnull', False), ('state', 'FORMER'), ('used_at__isnull', False)), _connector='OR'), name='notice_text_says_since_when')],
                    },
                ),
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
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_until', None)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False), models.Q(('quiet_from', models.F('quiet_until')), _negated=True)), _connector='OR'), name='notice_preference_quiet_hours_end')],
                    },
                ),
                migrations.CreateModel(
                    name='SwitchedOff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=60)),
                        ('channel', models.CharField(max_length=20)),
                        ('switched_at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='switched_off', to='register.person')),
                    ],
                    options={
                        'verbose_name_plural': 'switched off',
                        'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'channel'), name='switched_off_once')],
                    },
                ),
                migrations.CreateModel(
                    name='WebhookSubscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('url', models.CharField(max_length=500)),
                        ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                        ('description', models.CharField(blank=True, max_length=200)),
                        ('state', models.CharField(choices=[('ACTIVE', 'active'), ('PAUSED', 'paused by its owner'), ('DISABLED', 'disabled by the system')], default='ACTIVE', max_length=10)),
                        ('reason', models.CharField(blank=True, choices=[('GONE', 'the receiver answered 410: it is gone'), ('FAILING', 'nothing arrived for days')], help_text='Why it was disabled.', max_length=10)),
                        ('added_at', models.DateTimeField()),
                        ('heard_from', models.DateTimeField()),
                        ('planned_to', models.DateTimeField()),
                        ('last_sequence', models.PositiveBigIntegerField(default=0)),
                        ('handed_until', models.DateTimeField(blank=True, null=True)),
                        ('busy_until', models.DateTimeField(blank=True, null=True)),
                        ('failing_since', models.DateTimeField(blank=True, help_text='The first failure after what last arrived.', null=True)),
                        ('arrived_at', models.DateTimeField(blank=True, help_text='When something last arrived.', null=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to='register.organisation')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['organisation'], name='webhook_of_organisation')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'DISABLED'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'DISABLED'), _negated=True), ('reason', '')), _connector='OR'), name='webhook_disabled_says_why'), models.CheckConstraint(condition=models.Q(('kinds', []), _negated=True), name='webhook_of_something')],
                    },
                ),
                migrations.CreateModel(
                    name='WebhookSecret',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sealed', models.TextField()),
                        ('made_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField(blank=True, null=True)),
                        ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='notifications.webhooksubscription')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('subscription',), name='webhook_one_secret_without_end')],
                    },
                ),
                migrations.CreateModel(
                    name='WebhookDelivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(editable=False, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('sequence', models.PositiveBigIntegerField()),
                        ('state', models.CharField(choices=[('QUEUED', 'queued'), ('SENDING', 'sending'), ('SENT', 'sent'), ('PARKED', 'parked: it did not arrive'), ('DROPPED', 'dropped: no longer to be read by the receiver')], default='QUEUED', max_length=10)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('not_before', models.DateTimeField()),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('status', models.PositiveSmallIntegerField(blank=True, help_text='What the receiver last answered.', null=True)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('planned_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.event')),
                        ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.webhooksubscription')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state__in', ('QUEUED', 'SENDING'))), fields=['subscription', 'sequence'], name='webhook_waiting'), models.Index(fields=['planned_at'], name='webhook_delivery_planned')],
                        'constraints': [models.UniqueConstraint(fields=('event', 'subscription'), name='webhook_delivery_once_per_event'), models.UniqueConstraint(fields=('subscription', 'sequence'), name='webhook_delivery_one_of_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'SENDING')), models.Q(models.Q(('state', 'SENDING'), _negated=True), ('lease_until', None)), _connector='OR'), name='webhook_sending_has_its_lease'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'SENT')), models.Q(models.Q(('state', 'SENT'), _negated=True), ('sent_at', None)), _connector='OR'), name='webhook_sent_has_its_moment')],
                    },
                ),
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
        ),
        kept_by_the_database(__file__, "templates"),
    ]
