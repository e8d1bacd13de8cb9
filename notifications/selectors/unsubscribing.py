"""The address that switches a kind of notice off at one press, without signing in (RFC 8058)."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from notifications.catalogue import KINDS
from notifications.models import Notice
from register.models import Person

SALT = "notice-unsubscribe"


@dataclass(frozen=True, slots=True)
class Unsubscribing:
    """Who wants what no longer, by which channel."""

    person: Person
    kind: str
    channel: str


def unsubscribe_address(notice: Notice) -> str:
    """Where one press switches off what this notice is; empty for what is statutory and for whom we know no person."""
    if notice.person is None or KINDS[notice.kind].statutory:
        return ""
    token = signing.dumps([str(notice.person.uuid), notice.kind, notice.channel], salt=SALT)
    return f"{settings.PUBLIC_URL.rstrip('/')}/unsubscriptions/{token}"


def unsubscribing_by(token: str) -> Unsubscribing | None:
    """What a token stands for; None when we never gave it, or its person is no more. It does not wear out."""
    try:
        uuid, kind, channel = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(uuid=uuid).first()
    return Unsubscribing(person, kind, channel) if person else None
