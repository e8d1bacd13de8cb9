"""Who has an entry that is no plain activity is found without reading everybody's entries."""

from django.db import migrations, models

UNITS = ("", "minute", "hour", "half-day", "day", "week", "month", "point", "credit", "unit", "ects", "word", "item")


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0004_simulations_of_regulations")]
    operations = [
        migrations.AddIndex(
            "ledgerentry",
            models.Index(fields=["person"], condition=~models.Q(kind="activity"), name="ledger_not_activity"),
        ),
        migrations.AddIndex(
            "ledgerentry",
            models.Index(fields=["person"], condition=models.Q(reverses__isnull=False), name="ledger_reversal"),
        ),
        migrations.AddIndex(
            "ledgerentry",
            models.Index(
                fields=["person"],
                condition=models.Q(during__isnull=False) | ~models.Q(details={}) | ~models.Q(unit__in=UNITS),
                name="ledger_unusual",
            ),
        ),
    ]
