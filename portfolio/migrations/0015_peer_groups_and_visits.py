"""Peer groups, their sessions, and visits among peers."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0014_goals_reflections_and_conversations'),
        ('register', '0008_statuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PeerGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('founded_on', models.DateField()),
                ('founded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PeerSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('held_on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('online', models.BooleanField(default=False)),
                ('subject', models.CharField(max_length=300)),
                ('report', models.TextField(blank=True, max_length=5000)),
                ('state', models.CharField(choices=[('STANDING', 'STANDING'), ('WITHDRAWN', 'WITHDRAWN')], default='STANDING', max_length=9)),
                ('recorded_on', models.DateField()),
                ('attested_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it was withdrawn.', max_length=300)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='portfolio.peergroup')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PeerPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('NOTED', 'NOTED'), ('CONFIRMED', 'CONFIRMED'), ('DENIED', 'DENIED')], default='NOTED', max_length=9)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_presences', to='register.person')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='portfolio.peersession')),
            ],
        ),
        migrations.CreateModel(
            name='PeerSessionFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('booked', models.PositiveSmallIntegerField(default=0)),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='peer_session_fact', to='portfolio.ledgerentry')),
                ('presence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='portfolio.peerpresence')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.registration')),
            ],
        ),
        migrations.CreateModel(
            name='PeerGroupUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='portfolio.peergroup')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'register'), name='peer_group_used_once_per_register')],
            },
        ),
        migrations.CreateModel(
            name='PeerMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('is_chair', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('INVITED', 'INVITED'), ('MEMBER', 'MEMBER'), ('DECLINED', 'DECLINED'), ('LEFT', 'LEFT')], default='INVITED', max_length=8)),
                ('invited_on', models.DateField()),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, help_text='The first day on which they were no longer in it.', null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='portfolio.peergroup')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_memberships', to='register.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'state'], name='peer_membership_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['INVITED', 'MEMBER'])), fields=('group', 'person'), name='peer_membership_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('is_chair', True), ('state', 'MEMBER')), fields=('group',), name='peer_group_has_one_chair'), models.CheckConstraint(condition=models.Q(models.Q(('joined_on', None), ('state__in', ['INVITED', 'DECLINED'])), models.Q(('joined_on__isnull', False), ('left_on', None), ('state', 'MEMBER')), models.Q(('left_on__isnull', False), ('state', 'LEFT')), _connector='OR'), name='peer_membership_state_fits')],
            },
        ),
        migrations.AddIndex(
            model_name='peersession',
            index=models.Index(fields=['group', '-held_on'], name='peer_session_of_group'),
        ),
        migrations.AddConstraint(
            model_name='peersession',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'STANDING')), fields=('group', 'held_on'), name='peer_session_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='peersession',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='peer_session_fits_in_a_day'),
        ),
        migrations.AddConstraint(
            model_name='peersession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('state', 'STANDING')), models.Q(('state', 'WITHDRAWN'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='peer_session_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='peerpresence',
            constraint=models.UniqueConstraint(fields=('session', 'person'), name='peer_presence_once'),
        ),
        migrations.AddConstraint(
            model_name='peersessionfact',
            constraint=models.UniqueConstraint(fields=('presence', 'registration'), name='peer_session_fact_once'),
        ),
    ]
