"""Figures for the board."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0027_re_entry"),
    ]

    operations = []
