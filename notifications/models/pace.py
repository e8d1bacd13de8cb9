"""How fast messages go out: how many went down one lane this minute."""

from django.db import models


class Pace(models.Model):
    """One lane, such as `email:person.example`, and how many messages it took in the minute that it was last used."""

    lane = models.CharField(primary_key=True, max_length=300)
    minute = models.DateTimeField(db_index=True)
    taken = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "paces"

    def __str__(self) -> str:
        return f"{self.lane} {self.taken}"
