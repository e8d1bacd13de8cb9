"""Who gave a role, why and until when."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0010_job_runs"),
    ]

    operations = []
