from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0002_walls")]

    operations: list[object] = []
