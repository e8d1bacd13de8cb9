"""The second wall between associations."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0013_idempotency"),
    ]

    operations = []
