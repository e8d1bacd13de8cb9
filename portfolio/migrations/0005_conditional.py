from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0004_sizes")]

    operations: list[object] = []
