"""Why a dossier was looked at."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0014_row_level_security"),
    ]

    operations = []
