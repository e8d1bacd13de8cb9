"""Keys and secrets at rest: sealed by a secret that is in the environment and nowhere in the database."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from portfolio.errors.credentials import CredentialsNotSetUp

PURPOSE = b"leerregister credential keys"
LEAST_CHARACTERS = 32


def seal(secret: bytes, *, purpose: bytes = PURPOSE) -> str:
    """The key as it is stored. The first of CREDENTIAL_SECRETS seals; what it sealed opens for that purpose only."""
    return _box(purpose).encrypt(secret).decode()


def unseal(sealed: str, *, purpose: bytes = PURPOSE) -> bytes:
    """The key as it signs. Any of CREDENTIAL_SECRETS opens it: a secret is replaced by putting the new one in front."""
    try:
        return _box(purpose).decrypt(sealed)
    except InvalidToken as error:
        raise _not_set_up(
            "geen van CREDENTIAL_SECRETS opent de sleutel", "none of CREDENTIAL_SECRETS opens the key"
        ) from error


def reseal(sealed: str, *, purpose: bytes = PURPOSE) -> str:
    """The same key, sealed by the first secret."""
    return seal(unseal(sealed, purpose=purpose), purpose=purpose)


def _box(purpose: bytes) -> MultiFernet:
    secrets = [secret for secret in settings.CREDENTIAL_SECRETS if secret]
    if not secrets or any(len(secret) < LEAST_CHARACTERS for secret in secrets):
        raise _not_set_up(
            f"CREDENTIAL_SECRETS is leeg of korter dan {LEAST_CHARACTERS} tekens",
            f"CREDENTIAL_SECRETS is empty or shorter than {LEAST_CHARACTERS} characters",
        )
    return MultiFernet([Fernet(_derived(secret, purpose)) for secret in secrets])


def _derived(secret: str, purpose: bytes) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return base64.urlsafe_b64encode(made)


def _not_set_up(nl: str, en: str) -> CredentialsNotSetUp:
    return CredentialsNotSetUp(
        nl=f"Er kan nu niets worden ondertekend: {nl}. Meld dit de beheerder.",
        en=f"Nothing can be signed now: {en}. Tell the operator.",
    )
