"""The status of a registration on more than one axis."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0007_looks_at_dossiers'),
    ]

    operations = []
