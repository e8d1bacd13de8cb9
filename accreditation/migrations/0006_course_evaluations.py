"""What participants say of a course."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0005_applications")]

    operations = []
