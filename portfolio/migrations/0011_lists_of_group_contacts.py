"""Attendance lists that the contact of a peer group sends."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0008_editions_under_mandates'),
        ('portfolio', '0010_evidence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='attendancebatch',
            name='attendance_batch_same_file_once',
        ),
        migrations.AddField(
            model_name='attendancebatch',
            name='contact',
            field=models.ForeignKey(blank=True, help_text='The contact of a peer group that sent it for that group.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accreditation.groupcontact'),
        ),
        migrations.AddConstraint(
            model_name='attendancebatch',
            constraint=models.UniqueConstraint(fields=('provider', 'mandate', 'contact', 'digest', 'source', 'message', 'test', 'all_or_nothing', 'message_key', 'turn'), name='attendance_batch_same_file_once', nulls_distinct=False),
        ),
    ]
