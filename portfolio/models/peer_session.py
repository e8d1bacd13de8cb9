"""Sessions of peer groups: recorded once, and a fact for each who was there in each of their registers."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portfolio.catalogue.peers import PresenceState, SessionState
from portfolio.models.ledger import LedgerEntry
from portfolio.models.peer_group import PeerGroup, PeerMembership
from register.access import Actor
from register.models import Person, Registration, User


class PeerSessionQuerySet(models.QuerySet["PeerSession"]):
    def visible_to(self, actor: Actor) -> "PeerSessionQuerySet":
        """Those of one's groups while one was in them. Registers read facts in the ledger, and no more."""
        if not actor.person_id:
            return self.none()
        then = PeerMembership.objects.filter(person=actor.person_id, group=OuterRef("group"))
        return self.filter(Exists(then.held_on(OuterRef("held_on"))))


class PeerSession(models.Model):
    """One session of a group: when, about what, how long, and a short report for the group itself.

    Never changed: what is wrong is withdrawn, with a reason, and recorded anew. `attested_at` is when the chair said
    that it was so. The rules of `recorded_on` decide what it counts for.
    """

    State = SessionState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    group = models.ForeignKey(PeerGroup, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    online = models.BooleanField(default=False)
    subject = models.CharField(max_length=300)
    report = models.TextField(blank=True, max_length=5000)
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in SessionState], default=SessionState.STANDING
    )
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    attested_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was withdrawn.")

    objects = PeerSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "held_on"], condition=Q(state="STANDING"), name="peer_session_once_a_day"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="peer_session_fits_in_a_day"),
            models.CheckConstraint(
                condition=Q(state="STANDING", reason="") | (Q(state="WITHDRAWN") & ~Q(reason="")),
                name="peer_session_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["group", "-held_on"], name="peer_session_of_group")]

    def __str__(self) -> str:
        return f"{self.group} {self.held_on}"


class PeerPresence(models.Model):
    """Somebody who was at a session, and whether they say so themselves."""

    State = PresenceState

    session = models.ForeignKey(PeerSession, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="peer_presences")
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in PresenceState], default=PresenceState.NOTED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="peer_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.state}"


class PeerSessionFact(models.Model):
    """What a session is for one of them in one registration: the entry by which it counts now, if it does.

    `booked` says how many times it was booked: facts are reversed and booked again when who was there changes.
    """

    presence = models.ForeignKey(PeerPresence, on_delete=models.CASCADE, related_name="facts")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="peer_session_fact"
    )
    booked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["presence", "registration"], name="peer_session_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.presence} · {self.registration}"
