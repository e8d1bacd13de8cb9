"""Exports and erasures of dossiers."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0018_credentials'),
    ]

    operations = []
