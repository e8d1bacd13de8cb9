"""Credentials that can be verified, and their status lists."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0017_competence'),
    ]

    operations = []
