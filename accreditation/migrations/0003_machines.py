from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0002_walls")]

    operations: list[object] = []
