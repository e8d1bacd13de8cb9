"""Claims for several registers, proposals and disputes."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0012_claims_by_form'),
    ]

    operations = []
