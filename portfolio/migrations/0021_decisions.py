"""Decisions with legal effect."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0020_sharing'),
    ]

    operations = []
