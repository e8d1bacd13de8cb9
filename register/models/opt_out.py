"""Registrations that are kept out of what the register shows to everybody."""

from django.db import models

from register.models.registration import Registration
from register.models.user import User


class OptOut(models.Model):
    """From `recorded_at` until it is withdrawn. It counts as long as the regulation in force offers it."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="opt_outs")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(withdrawn_at=None), name="opt_out_one_stands"
            )
        ]

    def __str__(self) -> str:
        return f"opt-out of {self.registration_id}"
