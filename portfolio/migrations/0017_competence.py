"""Self-assessments, feedback and links to competences."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0016_work_records_and_declarations'),
    ]

    operations = []
