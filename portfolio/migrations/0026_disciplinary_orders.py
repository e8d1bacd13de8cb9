"""Orders of a disciplinary body."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0025_group_decisions"),
    ]

    operations = []
