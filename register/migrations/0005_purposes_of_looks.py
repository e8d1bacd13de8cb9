from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_registers_of_a_person")]

    operations = [
        migrations.RenameField("look", "purpose", "role"),
        migrations.AlterField("look", "role", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "look", "purpose", models.CharField(default="KEEPING", max_length=40), preserve_default=False
        ),
        migrations.AddField("look", "listed_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "look", "trace", models.CharField(blank=True, default="", max_length=64), preserve_default=False
        ),
        migrations.AddConstraint(
            "look",
            models.UniqueConstraint(
                condition=models.Q(("listed_on__isnull", False)),
                fields=("person", "account", "part", "listed_on"),
                name="look_in_lists_once_a_day",
            ),
        ),
    ]
