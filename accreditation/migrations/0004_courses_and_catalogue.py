"""Modules, meetings, competences, search and evaluations of courses."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0003_provider_desk")]

    operations = []
