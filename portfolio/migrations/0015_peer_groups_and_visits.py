"""Peer groups and peer visits."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0014_goals_reflections_and_conversations'),
    ]

    operations = []
