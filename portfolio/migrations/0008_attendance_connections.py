"""Systems that report attendance for a provider, each with its key and its mode."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0007_attendance_by_five_doors")]

    operations = []
