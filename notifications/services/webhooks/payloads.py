"""What a webhook says: what happened, when, about which row, and where to read it. Ids and links, nothing else."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from notifications.catalogue.webhooks import GRANT, PING, WEBHOOK_KINDS, Hearer
from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.selectors.webhook_events import events_for, hearer_of, share_of
from portfolio.models import Share
from portfolio.selectors.credentials.addresses import public_url
from register.models import Event


@dataclass(frozen=True, slots=True)
class Payload:
    """A body. What an employer hears of a dossier, it hears by a grant of that part."""

    body: str
    share: Share | None = None
    part: str = ""


def payload_of(delivery: WebhookDelivery, subscription: WebhookSubscription, *, now: datetime) -> Payload | None:
    """What is sent; None when the receiver may not hear of it any more."""
    data: dict[str, Any] = {"sequence": delivery.sequence, "subscription": str(subscription.uuid)}
    if delivery.event_id is None:
        return Payload(_written(PING, delivery.planned_at, data))
    readable = events_for(subscription, now=now).filter(pk=delivery.event_id)
    event = readable.select_related("register", "person").first()
    if event is None:
        return None
    hearer = hearer_of(subscription.organisation)
    if hearer is not Hearer.EMPLOYER:
        return Payload(_written(event.kind, event.recorded_at, data | _told(event, hearer)))
    share = share_of(event, employer=subscription.organisation, now=now)
    if share is None:
        return None
    part = WEBHOOK_KINDS[event.kind].part.removeprefix(GRANT)
    return Payload(_written(event.kind, event.recorded_at, data | _shared(share, part)), share, part)


def _told(event: Event, hearer: Hearer) -> dict[str, Any]:
    at = WEBHOOK_KINDS[event.kind].at
    person = event.person if hearer is Hearer.ASSOCIATION else None
    return {
        "subject": {"type": event.subject_type, "uuid": str(event.subject_uuid)},
        "register": event.register.code if event.register else None,
        "person": str(person.uuid) if person else None,
        "link": public_url(f"api/v1/{at}/{event.subject_uuid}") if at else None,
    }


def _shared(share: Share, part: str) -> dict[str, Any]:
    at = f"api/v1/shared-dossiers/{share.uuid}"
    return {
        "share": str(share.uuid),
        "person": str(share.person.uuid),
        "part": part or None,
        "link": public_url(f"{at}?part={part}" if part else at),
    }


def _written(kind: str, at: datetime, data: dict[str, Any]) -> str:
    moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": kind, "timestamp": moment, "data": data}, separators=(",", ":"))
