import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_sign_in")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(help_text="A digest of the key.", max_length=32)),
                ("request", models.BinaryField(help_text="A digest of method, address and body.", max_length=32)),
                (
                    "answer",
                    models.BinaryField(default=b"", help_text="Status, headers and body, sealed with the key."),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["given_at"], name="answer_given_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "user", "key"), name="answer_once_per_key", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", None), ("user__isnull", False))
                        | models.Q(("organisation__isnull", False), ("user", None)),
                        name="answer_kept_for_one",
                    ),
                ],
            },
        ),
    ]
