"""Persons who turn out to be one: who goes on, and whose a registration was before."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models
from django.db.models.constraints import Deferrable

from register.migrations._tables import kept_by_the_database


class Migration(migrations.Migration):
    dependencies = [("register", "0005_purposes_of_looks")]

    operations = [
        migrations.AddField(
            "person",
            "merged_into",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="register.person",
            ),
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(("merged_into", None))
                | models.Q(("merged_into", models.F("pk")), _negated=True),
                name="person_not_merged_into_itself",
            ),
        ),
        migrations.RemoveConstraint("registration", "registration_number_once_per_register"),
        migrations.AddConstraint(
            "registration",
            django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=Deferrable.IMMEDIATE,
                expressions=[("register", "="), ("number", "="), ("person", "<>")],
                name="registration_number_once_per_register",
            ),
        ),
        migrations.CreateModel(
            "RegistrationHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="register.registration",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["registration", "until", "id"], name="registration_holder_until")],
            },
        ),
        kept_by_the_database(__file__, "merged_persons"),
    ]
