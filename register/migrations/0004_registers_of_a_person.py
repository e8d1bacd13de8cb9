import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0003_machines")]

    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["person", "register"], name="registration_of_person"),
        ),
        migrations.AlterField(
            model_name="registration",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="register.person",
            ),
        ),
    ]
