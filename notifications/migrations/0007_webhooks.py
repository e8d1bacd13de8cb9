"""Webhooks."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0006_preferences"),
        ('register', '0015_purposes'),
    ]

    operations = [
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
        ),
        migrations.AddIndex(
            model_name='webhooksubscription',
            index=models.Index(fields=['organisation'], name='webhook_of_organisation'),
        ),
        migrations.AddConstraint(
            model_name='webhooksubscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DISABLED'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'DISABLED'), _negated=True), ('reason', '')), _connector='OR'), name='webhook_disabled_says_why'),
        ),
        migrations.AddConstraint(
            model_name='webhooksubscription',
            constraint=models.CheckConstraint(condition=models.Q(('kinds', []), _negated=True), name='webhook_of_something'),
        ),
        migrations.AddConstraint(
            model_name='webhooksecret',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('subscription',), name='webhook_one_secret_without_end'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('state__in', ('QUEUED', 'SENDING'))), fields=['subscription', 'sequence'], name='webhook_waiting'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['planned_at'], name='webhook_delivery_planned'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('event', 'subscription'), name='webhook_delivery_once_per_event'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('subscription', 'sequence'), name='webhook_delivery_one_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'SENDING')), models.Q(models.Q(('state', 'SENDING'), _negated=True), ('lease_until', None)), _connector='OR'), name='webhook_sending_has_its_lease'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'SENT')), models.Q(models.Q(('state', 'SENT'), _negated=True), ('sent_at', None)), _connector='OR'), name='webhook_sent_has_its_moment'),
        ),
    ]
