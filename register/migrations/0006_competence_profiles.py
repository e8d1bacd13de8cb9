"""Competence profiles of registers."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0005_roles_by_the_table'),
    ]

    operations = []
