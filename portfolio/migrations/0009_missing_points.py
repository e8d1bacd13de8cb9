"""Attendance that is not listed, and attendance that is overdue."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0006_course_evaluations'),
        ('portfolio', '0008_attendance_connections'),
        ('register', '0005_roles_by_the_table'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NothingToReport',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='nothing_to_report', serialize=False, to='accreditation.edition')),
                ('stated_at', models.DateTimeField()),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MissingAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('attended_on', models.DateField()),
                ('statement', models.TextField(max_length=2000)),
                ('state', models.CharField(choices=[('ASKED', 'ASKED'), ('DENIED', 'DENIED'), ('ESCALATED', 'ESCALATED'), ('CONFIRMED', 'CONFIRMED'), ('GRANTED', 'GRANTED'), ('DECLINED', 'DECLINED'), ('LISTED', 'LISTED'), ('WITHDRAWN', 'WITHDRAWN')], default='ASKED', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('answer_by', models.DateField(help_text='The last day on which the provider answers before the office takes over.')),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('dispute', models.TextField(blank=True, max_length=2000)),
                ('decision', models.TextField(blank=True, max_length=2000)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portfolio.attendancebatch')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing_attendances', to='accreditation.edition')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.meeting')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.module')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing_attendances', to='register.registration')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'ASKED')), fields=['answer_by'], name='missing_attendance_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['ASKED', 'DENIED', 'ESCALATED'])), fields=('registration', 'edition', 'meeting', 'module', 'attended_on'), name='missing_attendance_asked_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('state', 'CONFIRMED'), _negated=True), ('batch__isnull', False), _connector='OR'), name='missing_attendance_confirmed_is_booked'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['GRANTED', 'DECLINED']), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='missing_attendance_decided_with_reason')],
            },
        ),
    ]
