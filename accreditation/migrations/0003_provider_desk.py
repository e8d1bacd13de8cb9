"""Users, mandates, visits, trust and fees of providers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0002_accreditation_policies")]

    operations = []
