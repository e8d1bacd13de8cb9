"""Who looked at whose dossier."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_competence_profiles'),
    ]

    operations = []
