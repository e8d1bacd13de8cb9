"""Figures for the board."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0027_re_entry"),
        ("register", "0015_purposes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Figures",
            fields=[],
            options={
                "verbose_name": "figures of a register",
                "verbose_name_plural": "figures of registers",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("register.register",),
        ),
    ]
