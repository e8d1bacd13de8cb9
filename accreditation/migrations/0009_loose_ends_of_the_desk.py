"""What the accreditation desk still needs."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0008_editions_under_mandates'),
    ]

    operations = []
