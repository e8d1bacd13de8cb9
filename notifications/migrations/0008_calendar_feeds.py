"""Calendar feeds."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0007_webhooks"),
    ]

    operations = []
