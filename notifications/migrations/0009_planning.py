"""Deadlines of every kind."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0008_calendar_feeds"),
    ]

    operations = []
