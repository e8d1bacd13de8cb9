"""Texts of an association."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0004_delivery"),
    ]

    operations = []
