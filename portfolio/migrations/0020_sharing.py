"""Sharing a dossier, and links with employers."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0019_exports_and_erasures'),
    ]

    operations = []
