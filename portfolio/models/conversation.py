"""Conversations of a professional with a peer or a manager: prepared, held, signed by both. Seen by those two."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q

from portfolio.catalogue.reflection import ConversationState, Side
from portfolio.models.reflection import ReflectionTemplate
from register.access import Actor
from register.models import Person

SALT = "conversation"
OPEN_TO_LINK = ("PROPOSED", "ACCEPTED", "HELD", "SIGNED")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, actor: Actor) -> "ConversationQuerySet":
        """One's own, and those one takes part in as the peer. A manager comes by the link."""
        if actor.person_id is None:
            return self.none()
        return self.filter(Q(person=actor.person_id) | Q(peer=actor.person_id))


class Conversation(models.Model):
    """A conversation that a professional asks a peer, or a manager, for. States: `portfolio.catalogue.reflection`.

    The other is asked at `email`. A peer accepts with an account, and is `peer` from then on. A manager needs no
    account: the link in the mail is the key, a signature that is kept nowhere; `invitation` counts the keys, and only
    the last one opens, until `link_expires_at`. What both sign is `report` and the agreements, in version `revision`; a
    change takes back the signature that was there. Once both signed nothing changes (database trigger): a correction is
    a conversation that `corrects` it.
    """

    class Kind(models.TextChoices):
        PEER = "PEER", "with a peer"
        MANAGER = "MANAGER", "with a manager"

    State = ConversationState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conversations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    template = models.ForeignKey(
        ReflectionTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    subject = models.CharField(max_length=200)
    name = models.CharField(max_length=200, help_text="Of the other.")
    email = models.EmailField(help_text="Where the other is asked.")
    peer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations_as_peer"
    )
    invitation = models.PositiveSmallIntegerField(default=1)
    link_expires_at = models.DateTimeField()
    planned_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in ConversationState],
        default=ConversationState.PROPOSED,
    )
    held_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    owner_signed_at = models.DateTimeField(null=True, blank=True)
    other_signed_at = models.DateTimeField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True, help_text="When who did not sign is reminded.")
    reminded = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="SIGNED", owner_signed_at__isnull=False, other_signed_at__isnull=False)
                | (~Q(state="SIGNED") & (Q(owner_signed_at=None) | Q(other_signed_at=None))),
                name="conversation_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["HELD", "SIGNED"], held_on__isnull=False)
                | Q(state="CANCELLED")
                | Q(state__in=["PROPOSED", "ACCEPTED", "DECLINED"], held_on=None),
                name="conversation_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="HELD") | Q(remind_on=None), name="conversation_reminds_while_held"
            ),
            models.CheckConstraint(
                condition=Q(peer=None) | (Q(kind="PEER") & ~Q(peer=models.F("person"))),
                name="conversation_peer_is_another",
            ),
            models.CheckConstraint(
                condition=Q(kind="MANAGER")
                | Q(state__in=["PROPOSED", "DECLINED", "CANCELLED"])
                | Q(peer__isnull=False),
                name="conversation_peer_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="conversation_of_person"),
            models.Index(fields=["peer", "-id"], condition=Q(peer__isnull=False), name="conversation_of_peer"),
            models.Index(fields=["remind_on"], condition=Q(remind_on__isnull=False), name="conversation_to_remind"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def key(self) -> str:
        """What the other comes in with. For the mail to the address, and nobody else."""
        return Signer(salt=SALT).signature(f"{self.uuid}:{self.invitation}")

    def opens_with(self, key: str, *, now: datetime) -> bool:
        """Whether this is the key of the last invitation, and it still opens. A peer comes by it once."""
        signer = Signer(salt=SALT)
        try:
            signer.unsign(f"{self.uuid}:{self.invitation}{signer.sep}{key}")
        except BadSignature:
            return False
        open_in = OPEN_TO_LINK if self.kind == self.Kind.MANAGER else (ConversationState.PROPOSED,)
        return self.state in open_in and now < self.link_expires_at


class Preparation(models.Model):
    """What one side thought over beforehand. The other sees it once it is shared, which is not taken back.

    `person` is whose it is; empty for a manager, who is no person of the registers.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="preparations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="preparations")
    side = models.CharField(max_length=5, choices=[(side.value, side.value) for side in Side])
    answers = models.JSONField(default=dict, blank=True, help_text="Code of the question → what was answered.")
    text = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "side"], name="preparation_once_per_side")]

    def __str__(self) -> str:
        return self.side


class Agreement(models.Model):
    """Something the two agreed that one of them does. As a `duty` it becomes a personal duty once both signed."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="agreements")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    side = models.CharField(max_length=5, choices=[(side.value, side.value) for side in Side])
    due_on = models.DateField(null=True, blank=True)
    duty = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "place"], name="agreement_once_per_place"),
            models.CheckConstraint(
                condition=Q(duty=False) | Q(side="OWNER", due_on__isnull=False), name="agreement_duty_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)
