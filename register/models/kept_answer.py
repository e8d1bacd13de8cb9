"""What was answered to a request that carried an Idempotency-Key: the memory that makes a repeat harmless."""

from django.db import models

from register.models.organisation import Organisation
from register.models.user import User


class KeptAnswer(models.Model):
    """A request that was carried out, known by the key its sender gave it, in the same transaction as its effect.

    The key belongs to an organisation when a machine sent it, else to an account. Neither the key nor the answer can be
    read here: of the key there is a digest, and the answer is sealed with the key itself.
    """

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.BinaryField(max_length=32, help_text="A digest of the key.")
    request = models.BinaryField(max_length=32, help_text="A digest of method, address and body.")
    answer = models.BinaryField(default=b"", help_text="Status, headers and body, sealed with the key.")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "key"], name="answer_once_per_key", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None, user__isnull=False)
                | models.Q(organisation__isnull=False, user=None),
                name="answer_kept_for_one",
            ),
        ]
        indexes = [models.Index(fields=["given_at"], name="answer_given_at")]

    def __str__(self) -> str:
        return f"answer of {self.given_at:%Y-%m-%d %H:%M:%S}"
