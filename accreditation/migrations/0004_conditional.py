from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0003_machines")]

    operations: list[object] = []
