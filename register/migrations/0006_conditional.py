from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0005_privacy")]

    operations: list[object] = []
