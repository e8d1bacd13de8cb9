"""Notices to readers who are known by an address only."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0002_notices_about_events'),
        ('register', '0005_roles_by_the_table'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(max_length=60),
        ),
        migrations.AddField(
            model_name='notice',
            name='address',
            field=models.EmailField(blank=True, db_default='', default='', help_text='Of a reader who is no person of the registers.', max_length=254),
        ),
        migrations.AlterField(
            model_name='notice',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='register.person'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('event', 'kind', 'address', 'channel'), name='notice_once_per_address'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('event__isnull', False), ('person', None), models.Q(('address', ''), _negated=True)), _connector='OR'), name='notice_to_a_person_or_an_address'),
        ),
    ]
