from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0003_privacy")]

    operations: list[object] = []
