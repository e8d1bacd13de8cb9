"""Notices: the outbox. A message is a row before it is sent, and the row proves afterwards that it was."""

from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from notifications.catalogue import KINDS
from register.access import Actor, Permission
from register.models import Cycle, Event, Person, Registration


class NoticeQuerySet(models.QuerySet["Notice"]):
    def undelivered(self) -> "NoticeQuerySet":
        """What by law had to reach its reader and, as far as is known, did not: the office has to do something."""
        statutory = [kind.code for kind in KINDS.values() if kind.statutory]
        return self.filter(
            models.Q(state__in=["UNKNOWN", "FAILED", "BOUNCED"])
            | models.Q(state="SKIPPED", reason__in=["NO_ADDRESS", "DEAD_ADDRESS"]),
            kind__in=statutory,
        )

    def in_inbox_of(self, person_id: int | None) -> "NoticeQuerySet":
        """What was written for a person, whatever became of the copy that was sent; of a digest, what is in it.

        A text message says what a mail says as well, which stands here.
        """
        written = self.filter(person__isnull=False, person=person_id).exclude(body="")
        return written.exclude(kind="digest").exclude(channel="sms")

    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """One's own notices, and those of registers and associations whose notices the actor may read."""
        registers = actor.registers_with(Permission.READ_NOTICES)
        # An account without a person has none of its own: it is not the reader that is known by an address only.
        return self.filter(
            models.Q(person__isnull=False, person=actor.person_id)
            | models.Q(registration__register__in=registers)
            | models.Q(event__register__in=registers)
            | models.Q(event__register=None, event__organisation__in=actor.organisations_with(Permission.READ_NOTICES))
        )


class Notice(models.Model):
    """One message to one person through one channel, about a deadline or about an event.

    At most once per (registration, cycle, milestone, deadline, channel), or per (event, kind, person, channel). Who has
    an account but no person, or no account yet, is known by `address` only, and then once per address. `body` is kept
    without the keys that the message held.

    QUEUED → SENDING (claimed, committed before anything leaves the house) → SENT; back to QUEUED with a later
    `not_before` after a refusal that may pass; FAILED after one that won't, and when `crashes` workers died with it in
    hand. `body` is written before the message leaves: a row found in SENDING after its lease with a body has no known
    outcome and becomes UNKNOWN. A reminder is then sent once more after a hold (`retried_at`), anything statutory waits
    for a person. SENT → BOUNCED when it comes back. BY_OFFICE: it did not arrive, and the office told the reader in
    another way, on the day of `sent_at`. SKIPPED says in `reason` why nothing is sent. `message_id` is fixed at
    planning, so that a message that went out twice is recognised as one. Until `handed_until` a task for a queued row
    may be waiting in the queue, and no second one is made. What has a `body` stands in the reader's inbox, whatever
    became of the copy that was sent; `read_at` says when they opened it there.

    DIGESTED: it goes out in the notice `digest`, whose outcome is its own; there it is written, and keeps its words.
    A digest is itself a notice, one a day for a person and channel, about neither a deadline nor an event.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "queued"
        SENDING = "SENDING", "sending"
        SENT = "SENT", "sent"
        FAILED = "FAILED", "failed"
        UNKNOWN = "UNKNOWN", "unknown"
        BOUNCED = "BOUNCED", "came back"
        BY_OFFICE = "BY_OFFICE", "told by the office in another way"
        SKIPPED = "SKIPPED", "skipped"
        DIGESTED = "DIGESTED", "in a digest"

    class Reason(models.TextChoices):
        NO_ADDRESS = "NO_ADDRESS", "the person has no address for this channel"
        DEAD_ADDRESS = "DEAD_ADDRESS", "mail to this address comes back, or its reader called it spam"
        MOVED = "MOVED", "the deadline is another day now"
        REPLACED = "REPLACED", "a later reminder of the same deadline has come"
        DEADLINE_PASSED = "DEADLINE_PASSED", "the deadline has passed"
        NO_LONGER_APPLIES = "NO_LONGER_APPLIES", "the registration ended, its cycle closed, or it has been done"
        NOTHING_SHORT = "NOTHING_SHORT", "everything that is required is met"
        SWITCHED_OFF = "SWITCHED_OFF", "its reader does not want it by this channel"
        TOO_LATE = "TOO_LATE", "it happened so long ago that the message would surprise"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=20)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    address = models.EmailField(
        blank=True, default="", db_default="", help_text="Of a reader who is no person of the registers."
    )
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    milestone = models.CharField(max_length=60, blank=True, help_text="e.g. earn:6 months; empty for an event")
    deadline_on = models.DateField(
        null=True, blank=True, help_text="The last day on which what the notice is about can still be done."
    )
    due_on = models.DateField(help_text="The day of the milestone, or of the event.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True, help_text="Why nothing is sent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many workers died with it in hand before anything left."
    )
    not_before = models.DateTimeField()
    handed_until = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    error = models.CharField(max_length=500, blank=True)
    planned_at = models.DateTimeField()
    sent_to = models.CharField(
        max_length=254, blank=True, db_default="", help_text="The address of the last attempt, whatever it is now."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    retried_at = models.DateTimeField(
        null=True, blank=True, help_text="When a reminder of unknown outcome was queued once more by itself."
    )
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", help_text="In which it is sent."
    )
    read_at = models.DateTimeField(null=True, blank=True, help_text="When its reader opened it in the inbox.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "cycle", "milestone", "deadline_on", "channel"],
                condition=models.Q(event=None),
                name="notice_once_per_milestone",
            ),
            models.UniqueConstraint(
                fields=["event", "kind", "person", "channel"],
                condition=models.Q(event__isnull=False),
                name="notice_once_per_event",
            ),
            models.UniqueConstraint(
                fields=["event", "kind", "address", "channel"],
                condition=~models.Q(address=""),
                name="notice_once_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, address="")
                | models.Q(person=None, event__isnull=False) & ~models.Q(address=""),
                name="notice_to_a_person_or_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(event__isnull=False, registration=None, cycle=None, milestone="", deadline_on=None)
                | models.Q(event=None, registration__isnull=False, cycle__isnull=False, deadline_on__isnull=False)
                & ~models.Q(milestone="")
                | models.Q(kind="digest", event=None, registration=None, cycle=None, milestone="", deadline_on=None),
                name="notice_about_a_deadline_or_an_event",
            ),
            models.UniqueConstraint(
                fields=["person", "channel", "due_on"],
                condition=models.Q(kind="digest"),
                name="notice_one_digest_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state="DIGESTED", digest__isnull=False)
                | (~models.Q(state="DIGESTED") & models.Q(digest=None)),
                name="notice_digested_names_its_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["SENT", "BOUNCED", "BY_OFFICE"], sent_at__isnull=False)
                | (~models.Q(state__in=["SENT", "BOUNCED", "BY_OFFICE"]) & models.Q(sent_at=None)),
                name="notice_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["SENDING", "UNKNOWN"], lease_until__isnull=False)
                | (~models.Q(state__in=["SENDING", "UNKNOWN"]) & models.Q(lease_until=None)),
                name="notice_sending_has_its_lease",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="SKIPPED") & ~models.Q(reason=""))
                | (~models.Q(state="SKIPPED") & models.Q(reason="")),
                name="notice_skipped_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(state="QUEUED"), name="notice_queued"),
            models.Index(fields=["lease_until"], condition=models.Q(state="SENDING"), name="notice_sending"),
            models.Index(fields=["not_before"], condition=models.Q(state="UNKNOWN"), name="notice_unknown"),
            models.Index(
                fields=["-id"],
                condition=models.Q(state__in=["UNKNOWN", "FAILED", "BOUNCED"])
                | models.Q(state="SKIPPED", reason__in=["NO_ADDRESS", "DEAD_ADDRESS"]),
                name="notice_undelivered",
            ),
            models.Index(fields=["person", "-id"], name="notice_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.milestone} {self.state}"

    @property
    def concerns(self) -> dict[str, Any]:
        """The register, organisation and person that an event about this notice names."""
        if self.registration is not None:
            register = self.registration.register
            return {
                "register_id": register.pk,
                "organisation_id": register.association_id,
                "person_id": self.person_id,
            }
        return {
            "register_id": self.event.register_id if self.event else None,
            "organisation_id": self.event.organisation_id if self.event else None,
            "person_id": self.person_id,
        }


class HeardEvent(models.Model):
    """An event for which the notices have been planned, also when nobody was to hear of it."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="heard")
    heard_at = models.DateTimeField()
