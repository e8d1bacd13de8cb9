"""Coming back to a register."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("portfolio", "0026_disciplinary_orders"),
    ]

    operations = [
        migrations.AlterField(
            model_name="registrationrequest",
            name="sort",
            field=models.CharField(
                choices=[
                    ("POSTPONEMENT", "POSTPONEMENT"),
                    ("DISPENSATION", "DISPENSATION"),
                    ("DEREGISTRATION", "DEREGISTRATION"),
                    ("RE_ENTRY", "RE_ENTRY"),
                ],
                max_length=14,
            ),
        ),
    ]
