"""Grants, rights and budgets for development."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0009_loose_ends_of_the_desk'),
    ]

    operations = []
