"""Which roles there are is read from the table of roles: a new one needs no migration."""

from django.db import migrations, models

import register.models.user


class Migration(migrations.Migration):
    dependencies = [("register", "0004_find_events_by_kind")]

    operations = [
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(choices=register.models.user.role_choices, max_length=30),
        ),
    ]
