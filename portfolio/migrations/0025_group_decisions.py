"""Decisions for a group."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0024_audit_cases"),
    ]

    operations = []
