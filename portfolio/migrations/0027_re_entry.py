"""Coming back to a register."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0026_disciplinary_orders"),
    ]

    operations = []
