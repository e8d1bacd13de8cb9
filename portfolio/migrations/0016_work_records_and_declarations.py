"""Work records, declarations and documents that expire."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0015_peer_groups_and_visits'),
    ]

    operations = []
