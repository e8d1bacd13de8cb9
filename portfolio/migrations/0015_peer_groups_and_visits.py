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
            options={
                'indexes': [
                    models.Index(fields=['group', '-held_on'], name='peer_session_of_group'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'STANDING')), fields=('group', 'held_on'), name='peer_session_once_a_day'),
                    models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='peer_session_fits_in_a_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('state', 'STANDING')), models.Q(('state', 'WITHDRAWN'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='peer_session_withdrawn_with_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PeerPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('NOTED', 'NOTED'), ('CONFIRMED', 'CONFIRMED'), ('DENIED', 'DENIED')], default='NOTED', max_length=9)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_presences', to='register.person')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='portfolio.peersession')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('session', 'person'), name='peer_presence_once'),
                ],
            },
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
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('presence', 'registration'), name='peer_session_fact_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PeerVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('subject', models.CharField(max_length=300)),
                ('planned_on', models.DateField(help_text='The day on which it was arranged.')),
                ('planned_for', models.DateField()),
                ('held_on', models.DateField(blank=True, null=True)),
                ('report', models.TextField(blank=True, max_length=20000)),
                ('outcome', models.CharField(blank=True, choices=[('SATISFACTORY', 'SATISFACTORY'), ('WITH_AGREEMENTS', 'WITH_AGREEMENTS'), ('TO_BE_REPEATED', 'TO_BE_REPEATED')], max_length=15)),
                ('view', models.TextField(blank=True, max_length=10000)),
                ('state', models.CharField(choices=[('PLANNED', 'PLANNED'), ('REPORTED', 'REPORTED'), ('ANSWERED', 'ANSWERED'), ('CLOSED', 'CLOSED'), ('WITHDRAWN', 'WITHDRAWN')], default='PLANNED', max_length=9)),
                ('reason', models.CharField(blank=True, help_text='Why it was withdrawn.', max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_visits', to='register.person')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', '-id'], name='peer_visit_of_person'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('held_on', None), ('outcome', ''), ('state', 'PLANNED')), models.Q(('held_on__isnull', False), ('state__in', ['REPORTED', 'ANSWERED', 'CLOSED']), models.Q(('report', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), models.Q(('state', 'WITHDRAWN'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='peer_visit_state_fits'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PeerVisitConsequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=500)),
                ('due_on', models.DateField()),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consequences', to='portfolio.peervisit')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('visit', 'place'), name='peer_visit_consequence_place'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PeerVisitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('INVITED', 'INVITED'), ('ACCEPTED', 'ACCEPTED'), ('DECLINED', 'DECLINED')], default='INVITED', max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits_to_peers', to='register.person')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visitors', to='portfolio.peervisit')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('visit', 'person'), name='peer_visitor_once'),
                    models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('visit',), name='peer_visit_has_one_lead'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PeerVisitUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('shows_outcome', models.BooleanField(help_text='Whether the register reads the outcome, and nothing else.')),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='peer_visit_use', to='portfolio.ledgerentry')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.registration')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='portfolio.peervisit')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('visit', 'registration'), name='peer_visit_used_once_per_registration'),
                ],
            },
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
                'constraints': [
                    models.UniqueConstraint(fields=('group', 'register'), name='peer_group_used_once_per_register'),
                ],
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
                'indexes': [
                    models.Index(fields=['person', 'state'], name='peer_membership_of_person'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['INVITED', 'MEMBER'])), fields=('group', 'person'), name='peer_membership_once_at_a_time'),
                    models.UniqueConstraint(condition=models.Q(('is_chair', True), ('state', 'MEMBER')), fields=('group',), name='peer_group_has_one_chair'),
                    models.CheckConstraint(condition=models.Q(models.Q(('joined_on', None), ('state__in', ['INVITED', 'DECLINED'])), models.Q(('joined_on__isnull', False), ('left_on', None), ('state', 'MEMBER')), models.Q(('left_on__isnull', False), ('state', 'LEFT')), _connector='OR'), name='peer_membership_state_fits'),
                ],
            },
        ),
    ]
