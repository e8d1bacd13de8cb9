"""Applications for accreditation, their assessment and decisions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0004_courses_and_catalogue")]

    operations = []
