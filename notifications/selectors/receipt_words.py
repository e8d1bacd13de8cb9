"""What a receipt says: what came in, when to the second, and its digest."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from notifications.catalogue.receipts import MESSAGES
from register.models import Event


def receipt_words(event: Event) -> dict[str, Any]:
    """In the language that is set. The moment is that of the register's own time."""
    message = MESSAGES[event.data["message"]]
    at = event.recorded_at.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE))
    assert event.register is not None
    return {
        "detail": f"{message[get_language()]} · {date_format(at, 'j F Y H:i:s')} · {event.data['digest']}",
        "register": event.register.name,
        "association": event.register.association.name,
        "path": message["path"].format(event.subject_uuid),
    }
