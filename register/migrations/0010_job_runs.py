"""What the scheduled jobs did."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0009_public_register"),
    ]

    operations = []
