from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0001_initial")]

    operations: list[object] = []
