"""Audits of persons."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0023_audits"),
    ]

    operations = []
