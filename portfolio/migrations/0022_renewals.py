"""Renewal of registrations."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0021_decisions'),
    ]

    operations = []
