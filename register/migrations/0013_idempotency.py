"""Requests that were answered."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0012_machine_keys"),
    ]

    operations = []
