"""Audit runs."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0022_renewals'),
    ]

    operations = []
