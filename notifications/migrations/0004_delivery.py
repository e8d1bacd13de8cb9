"""Channels, the inbox and dead addresses."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0003_notices_to_addresses"),
    ]

    operations = []
