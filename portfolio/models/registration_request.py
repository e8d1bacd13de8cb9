"""Requests about a registration: postponement, dispensation, leaving the register."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.requests import Ground, RequestSort, RequestState
from register.access import Actor, Permission
from register.models import Registration


class RegistrationRequestQuerySet(models.QuerySet["RegistrationRequest"]):
    def visible_to(self, actor: Actor) -> "RegistrationRequestQuerySet":
        """One's own, and those of the registers whose dossiers one reads."""
        return self.filter(
            Q(registration__person=actor.person_id)
            | Q(registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class RegistrationRequest(models.Model):
    """What a person asks about their registration. States: `portfolio.catalogue.requests.REQUESTS`.

    It is the matter of the decision that answers it. `wished_on` is the day on which one leaves, or until which one
    asks for postponement. A ground is a word of a short list; medical detail has no place here.
    """

    State = RequestState
    Sort = RequestSort

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="requests")
    sort = models.CharField(max_length=14, choices=[(one.value, one.value) for one in RequestSort])
    ground = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Ground])
    explanation = models.CharField(max_length=1_000, blank=True)
    wished_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in RequestState], default=RequestState.ASKED.value
    )
    asked_at = models.DateTimeField()

    objects = RegistrationRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(sort="DEREGISTRATION") | Q(wished_on__isnull=False),
                name="registration_request_leaving_day",
            ),
            models.UniqueConstraint(
                fields=["registration", "sort"], condition=Q(state="ASKED"), name="registration_request_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.state}"
