"""Verifying a credential, ours or another issuer's: is it what its issuer signed, does it hold now, was it revoked?"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from jwt.utils import base64url_decode, base64url_encode
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import (
    OB3LdpVerifier,
    OB3VerificationError,
    OB3Verifier,
    OpenBadgeCredential,
    check_credential_status,
    resolve_verification_method,
    verify_data_integrity_proof,
)

from portfolio.models import ImportedCredential
from portfolio.services.credentials.fetching import Fetcher
from portfolio.services.credentials.given_keys import pem_of
from portfolio.services.credentials.reading import DOCUMENT, Sent

Outcome = ImportedCredential.Outcome
# How openbadgeslib says that the bit of a credential is set.
SET = "Credential status '"
LONGEST_DETAIL = 500
EXPLAINED: dict[str, tuple[str, str]] = {
    Outcome.VERIFIED: (
        "Echt: dit is wat de uitgever ondertekende, en het geldt nu.",
        "Genuine: this is what the issuer signed, and it holds now.",
    ),
    Outcome.REVOKED: (
        "Ingetrokken: de uitgever ondertekende dit, maar staat er niet meer voor in.",
        "Revoked: the issuer signed this, and does not vouch for it any more.",
    ),
    Outcome.REFUSED: (
        "Niet echt of niet geldig: dit is niet wat de uitgever ondertekende, of het geldt nu niet.",
        "Not genuine or not valid: this is not what the issuer signed, or it does not hold now.",
    ),
    Outcome.UNDETERMINED: (
        "Onbekend: de sleutel van de uitgever is hier niet bekend. Geef de sleutel mee, of vraag de uitgever.",
        "Unknown: the issuer's key is not known here. Send the key along, or ask the issuer.",
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying gave. What it says about the credential is what it says of itself: believe it when VERIFIED.

    `revocation_checked` is False when the credential names a list that could not be read, or none.
    """

    outcome: str
    issuer_id: str
    issuer_name: str
    name: str
    description: str
    starts_at: str | None
    ends_at: str | None
    revocation_checked: bool
    key_was_given: bool
    detail: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def verify_credential(*, sent: Sent, public_key: str = "", now: datetime) -> Verdict:
    """Verify by the issuer's key: ours, that of a did:key, the one given, or a did:web's where fetching is allowed."""
    fetcher = Fetcher(now=now)
    given = pem_of(public_key) if public_key else None
    if given is None and not sent.issuer.startswith("did:"):
        return _verdict(sent, Outcome.UNDETERMINED, detail="the issuer is not a DID, and no key was given")
    try:
        credential = _signed(sent, given, fetcher)
    except (LibOpenBadgesException, ValueError, RecursionError) as error:
        outcome = Outcome.UNDETERMINED if fetcher.missed else Outcome.REFUSED
        return _verdict(sent, outcome, key_was_given=given is not None, detail=str(error))
    try:
        _check_status(credential, given, fetcher)
    except OB3VerificationError as error:
        revoked = str(error).startswith(SET)
        if not revoked and not fetcher.missed:  # a list that is not what its issuer signed hides something
            return _verdict(sent, Outcome.REFUSED, key_was_given=given is not None, detail=str(error))
        outcome = Outcome.REVOKED if revoked else Outcome.VERIFIED
        return _verdict(sent, outcome, revocation_checked=revoked, key_was_given=given is not None, detail=str(error))
    checked = bool(credential.credential_status)
    return _verdict(sent, Outcome.VERIFIED, revocation_checked=checked, key_was_given=given is not None)


def _signed(sent: Sent, given: bytes | None, fetcher: Fetcher) -> OpenBadgeCredential:
    """The credential, its proof verified. Raises what openbadgeslib does."""
    if sent.media_type == DOCUMENT:
        return OB3LdpVerifier(pubkey_pem=given).verify(sent.text, download=fetcher)
    _refuse_loose_ends(sent.text)
    if given is not None:
        return OB3Verifier(given).verify(sent.text)
    return OB3Verifier.for_issuer_did(sent.issuer, download=fetcher).verify(sent.text, download=fetcher)


def _refuse_loose_ends(token: str) -> None:
    """ValueError for a token that is not the one way to write what it says: its last bits would be anybody's."""
    for part in token.split("."):
        if base64url_encode(base64url_decode(part)).decode() != part:
            raise ValueError("the token is not written as base64url is")


def _check_status(credential: OpenBadgeCredential, given: bytes | None, fetcher: Fetcher) -> None:
    """Each list the credential names, which its own issuer has to have signed."""

    def proven(url: str) -> bytes:
        if (own := fetcher.own_list(url)) is not None:
            return own
        content = fetcher(url)
        if content.lstrip().startswith(b"{"):
            _check_list(json.loads(content), credential.issuer.id, given, fetcher)
            return content
        issuer = OB3Verifier(given) if given else OB3Verifier.for_issuer_did(credential.issuer.id, download=fetcher)
        claims = issuer._decode_payload(content.decode())  # a list is no badge: `verify` would refuse it
        if claims.get("issuer") != credential.issuer.id:
            raise OB3VerificationError("the status list is of another issuer")
        return content

    check_credential_status(credential, download=proven)


def _check_list(document: dict[str, Any], issuer: str, given: bytes | None, fetcher: Fetcher) -> None:
    method = str((document.get("proof") or {}).get("verificationMethod"))
    if document.get("issuer") != issuer or (given is None and method.partition("#")[0] != issuer):
        raise OB3VerificationError("the status list is of another issuer")
    verify_data_integrity_proof(document, given or resolve_verification_method(method, download=fetcher))


def _verdict(
    sent: Sent,
    outcome: str,
    *,
    revocation_checked: bool = False,
    key_was_given: bool = False,
    detail: str = "",
) -> Verdict:
    issuer = sent.claims.get("issuer")
    return Verdict(
        outcome=outcome,
        issuer_id=sent.issuer[:LONGEST_DETAIL],
        issuer_name=_text(issuer.get("name")) if isinstance(issuer, dict) else "",
        name=_text(sent.claims.get("name")) or _achievement(sent).get("name", ""),
        description=_achievement(sent).get("description", ""),
        starts_at=_moment(sent.claims.get("validFrom")),
        ends_at=_moment(sent.claims.get("validUntil")),
        revocation_checked=revocation_checked,
        key_was_given=key_was_given,
        detail=detail[:LONGEST_DETAIL],
    )


def _achievement(sent: Sent) -> dict[str, str]:
    subject = sent.claims.get("credentialSubject")
    first = subject[0] if isinstance(subject, list) and subject else subject
    achievement = first.get("achievement") if isinstance(first, dict) else None
    return {name: _text(value) for name, value in achievement.items()} if isinstance(achievement, dict) else {}


def _moment(value: Any) -> str | None:
    """A moment in UTC; None for what is none."""
    try:
        moment = datetime.fromisoformat(value)
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z" if moment.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _text(value: Any) -> str:
    return value[:LONGEST_DETAIL] if isinstance(value, str) else ""
