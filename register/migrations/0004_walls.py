from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0003_machines")]

    operations: list[object] = []
