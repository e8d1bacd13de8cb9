"""Credentials: certificates that anybody can verify, the keys that sign them, and the lists that revoke them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.models.evidence import Evidence
from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Association, Cycle, Registration, User

# The least that Bitstring Status List v1.0 (section 3.3, "herd privacy") allows.
LIST_SIZE = 131_072


class CredentialKey(models.Model):
    """A key by which an association signs. `public_key` is a Multikey; `private_key` is sealed, and gone when replaced.

    One key of an association signs. One that was replaced goes on verifying what it signed; one that was withdrawn,
    because somebody else may have it, verifies nothing any more.
    """

    class State(models.TextChoices):
        SIGNING = "SIGNING", "signs"
        VERIFYING = "VERIFYING", "replaced: verifies what it signed"
        WITHDRAWN = "WITHDRAWN", "withdrawn: verifies nothing"

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="credential_keys")
    number = models.PositiveSmallIntegerField(help_text="Counts within the association; part of the key's address.")
    public_key = models.CharField(max_length=80, unique=True)
    private_key = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SIGNING)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="credential_key_number_once"),
            models.UniqueConstraint(
                fields=["association"], condition=Q(state="SIGNING"), name="credential_key_one_signs"
            ),
            models.CheckConstraint(
                condition=Q(state="SIGNING", replaced_at=None, withdrawn_at=None) & ~Q(private_key="")
                | Q(state="VERIFYING", replaced_at__isnull=False, withdrawn_at=None, private_key="")
                | Q(state="WITHDRAWN", withdrawn_at__isnull=False, private_key=""),
                name="credential_key_state_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association.code} key-{self.number}"


class StatusList(models.Model):
    """A list of LIST_SIZE places, one a credential, published by the association: a bit that is set says revoked."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="status_lists")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.association.code} {self.uuid}"


class CredentialQuerySet(models.QuerySet["Credential"]):
    def visible_to(self, actor: Actor) -> "CredentialQuerySet":
        """One's own, and for the register office those of its registers."""
        registers = actor.registers_with(Permission.CORRECT_LEDGER)
        return self.filter(Q(registration__person=actor.person_id) | Q(registration__register__in=registers))

    def live(self) -> "CredentialQuerySet":
        return self.filter(revoked_at=None)


class Credential(models.Model):
    """A signed certificate of one fact: of a registration, of one cycle of it that was completed, or of one activity.

    `facts` is what was certified, without who it is about; `document` the credential with its proof, `token` the same
    as a JWT. Both hold the subject as a salted hash. The place in the list is given out once, at random. A credential
    that was revoked stays so (database trigger); one at a time holds for a fact.
    """

    class Kind(models.TextChoices):
        REGISTRATION = "REGISTRATION", "registration"
        CYCLE = "CYCLE", "cycle"
        ACTIVITY = "ACTIVITY", "activity"

    class Ground(models.TextChoices):
        REVERSED = "REVERSED", "the activity was reversed"
        WORTH_CHANGED = "WORTH_CHANGED", "the register decided otherwise about the course"
        REGISTRATION_ENDED = "REGISTRATION_ENDED", "the registration does not hold any more"
        KEY_WITHDRAWN = "KEY_WITHDRAWN", "the key that signed it was withdrawn"
        REPLACED = "REPLACED", "its owner had it issued anew"
        ERASED = "ERASED", "its owner had it erased"
        OFFICE = "OFFICE", "revoked by the register office"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="credentials")
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="credentials")
    entry = models.ForeignKey(LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="credentials")
    name = models.CharField(max_length=300)
    facts = models.JSONField()
    key = models.ForeignKey(CredentialKey, on_delete=models.PROTECT, related_name="credentials")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    place = models.PositiveIntegerField()
    document = models.JSONField(default=dict, blank=True)
    token = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    checked_at = models.DateTimeField(help_text="Until when the worth it names was compared with what is decided.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    barred = models.BooleanField(default=False, help_text="The office does not let its owner ask for it again.")

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "cycle", "entry"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="credential_one_holds",
            ),
            models.UniqueConstraint(fields=["status_list", "place"], name="credential_place_once"),
            models.CheckConstraint(condition=Q(place__lt=LIST_SIZE), name="credential_place_in_list"),
            models.CheckConstraint(
                condition=Q(kind="REGISTRATION", cycle=None, entry=None)
                | Q(kind="CYCLE", cycle__isnull=False, entry=None)
                | Q(kind="ACTIVITY", cycle=None, entry__isnull=False),
                name="credential_is_of_one_fact",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, ground="", reason="")
                | (Q(revoked_at__isnull=False) & ~Q(ground="") & (~Q(ground="OFFICE") | ~Q(reason=""))),
                name="credential_revoked_on_a_ground",
            ),
            models.CheckConstraint(condition=Q(barred=False) | Q(ground="OFFICE"), name="credential_barred_by_office"),
        ]
        indexes = [
            models.Index(fields=["status_list"], condition=Q(revoked_at__isnull=False), name="credential_revoked"),
            models.Index(fields=["id"], condition=Q(revoked_at=None, token=""), name="credential_erased"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportedCredentialQuerySet(models.QuerySet["ImportedCredential"]):
    def visible_to(self, actor: Actor) -> "ImportedCredentialQuerySet":
        """Those whose evidence one sees."""
        return self.filter(evidence__in=Evidence.objects.visible_to(actor))


class ImportedCredential(models.Model):
    """A credential of another issuer that a professional keeps as evidence, and what verifying it gave, last time.

    `public_key` is the issuer's, when the owner gave it: then the result says no more than that this key signed it.
    """

    class Outcome(models.TextChoices):
        VERIFIED = "VERIFIED", "verified"
        REVOKED = "REVOKED", "revoked by its issuer"
        REFUSED = "REFUSED", "not what its issuer signed, or not valid now"
        UNDETERMINED = "UNDETERMINED", "the issuer's key is not known here"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="credential")
    public_key = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    result = models.JSONField()
    imported_at = models.DateTimeField()
    verified_at = models.DateTimeField()

    objects = ImportedCredentialQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.outcome} {self.uuid}"
