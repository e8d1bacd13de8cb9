"""Texts of an association."""

from pathlib import Path

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text()
UNDO = """
DROP TRIGGER notice_text_stays ON notifications_noticetext;
DROP FUNCTION refuse_change_of_notice_text();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0004_delivery"),
        ('register', '0015_purposes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.RunSQL(SQL, UNDO),
    ]
