from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0001_initial")]

    operations: list[object] = []
