"""What is written about a person who was merged is about the one that goes on."""

from django.db import migrations

from register.migrations._tables import kept_by_the_database


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0001_initial"), ("register", "0006_merging")]

    operations = [kept_by_the_database(__file__, "merged_persons_evaluations")]
