"""The second wall between associations."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("accreditation", "0010_incentive_schemes"),
    ]

    operations = []
