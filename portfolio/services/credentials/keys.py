"""Keys of associations: made, replaced by a next one, withdrawn when somebody else may have them."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.db import IntegrityError, transaction
from django.db.models import Max
from openbadgeslib.ob3.did import multikey_from_pem

from portfolio.errors.credentials import CredentialKeyExists, CredentialKeyWithdrawn, CredentialsNotSetUp
from portfolio.models import Credential, CredentialKey
from portfolio.services.credentials.revoking import revoke
from portfolio.services.credentials.sealing import reseal, seal, unseal
from register.errors import constraint_of
from register.models import Association
from register.services.events import record_event

State = CredentialKey.State


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs, opened for a moment. Never kept or logged."""

    key: CredentialKey
    private_pem: bytes

    def __repr__(self) -> str:
        return f"Signer({self.key})"


def signer_of(association: Association) -> Signer:
    """The key by which the association signs now. CredentialsNotSetUp without one, or without its secret."""
    key = (
        CredentialKey.objects.filter(association=association, state=State.SIGNING).select_related("association").first()
    )
    if key is None:
        raise CredentialsNotSetUp(
            nl=f"{association.name} geeft nog geen certificaten uit. Vraag het bureau ernaar.",
            en=f"{association.name} does not issue certificates yet. Ask its office.",
        )
    return Signer(key, unseal(key.private_key))


@transaction.atomic
def make_key(*, association: Association, now: datetime) -> CredentialKey:
    """The first key of an association, or the next after its last was withdrawn. CredentialKeyExists when one signs."""
    last = CredentialKey.objects.filter(association=association).aggregate(last=Max("number"))["last"] or 0
    private = Ed25519PrivateKey.generate()
    public_pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        with transaction.atomic():
            key = CredentialKey.objects.create(
                association=association,
                number=last + 1,
                public_key=multikey_from_pem(public_pem),
                private_key=seal(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())),
                made_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) not in ("credential_key_one_signs", "credential_key_number_once"):
            raise
        raise CredentialKeyExists(
            nl=f"{association.code} heeft al een sleutel die ondertekent. Vervang hem.",
            en=f"{association.code} has a key that signs already. Replace it.",
        ) from error
    _record("credential-key.made", key, now)
    return key


@transaction.atomic
def replace_key(*, association: Association, now: datetime) -> CredentialKey:
    """Let a new key sign. The old one keeps verifying what it signed, and can never sign again: its half is gone."""
    old = CredentialKey.objects.filter(association=association, state=State.SIGNING)
    replaced = old.select_for_update().first()
    if replaced is not None:
        old.update(state=State.VERIFYING, private_key="", replaced_at=now)
        _record("credential-key.replaced", replaced, now)
    return make_key(association=association, now=now)


@transaction.atomic
def withdraw_key(*, key: CredentialKey, now: datetime) -> int:
    """Somebody else may have the key: it verifies nothing any more, and what it signed is revoked. Returns how many.

    Owners ask for their certificates again, once the association has another key.
    """
    standing = CredentialKey.objects.filter(pk=key.pk).exclude(state=State.WITHDRAWN)
    if not standing.update(state=State.WITHDRAWN, private_key="", withdrawn_at=now):
        raise CredentialKeyWithdrawn(nl="Deze sleutel is al ingetrokken.", en="This key has been withdrawn already.")
    _record("credential-key.withdrawn", key, now)
    signed = Credential.objects.live().filter(key=key).select_related("registration__register").order_by("id")
    return sum(
        revoke(credential=one, ground=Credential.Ground.KEY_WITHDRAWN, actor=None, now=now) for one in signed.iterator()
    )


@transaction.atomic
def reseal_keys() -> int:
    """Seal the keys that sign by the first secret, so that an older secret can go. Returns how many."""
    keys = CredentialKey.objects.select_for_update().filter(state=State.SIGNING)
    for key in keys:
        key.private_key = reseal(key.private_key)
        key.save(update_fields=["private_key"])
    return len(keys)


def _record(kind: str, key: CredentialKey, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="association",
        subject_uuid=key.association.uuid,
        organisation_id=key.association_id,
        actor=None,
        now=now,
        data={"key": key.number},
    )
