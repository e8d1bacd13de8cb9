"""Keys of machines."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0011_role_grants"),
    ]

    operations = []
