"""What members want to hear, how and when."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0005_templates"),
    ]

    operations = []
