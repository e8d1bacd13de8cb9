from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0002_sign_in")]

    operations: list[object] = []
