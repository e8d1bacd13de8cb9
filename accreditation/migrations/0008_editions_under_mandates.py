"""Editions that an organisation with a mandate runs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0007_keys_are_signatures'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='mandate',
            field=models.ForeignKey(blank=True, help_text='Under which another organisation than the provider added it; empty: the provider did.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='accreditation.attendancemandate'),
        ),
    ]
