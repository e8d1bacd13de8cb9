"""Attendance from spreadsheets, web services and learning records."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0006_read_a_register_fast")]

    operations = []
