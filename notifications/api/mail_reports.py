"""Reports of a mail service: its calls are checked and read by Anymail, which passes on what they say."""

import json
import logging
from typing import Any

from anymail.signals import tracking
from django.dispatch import receiver

from notifications.rules.mail_services import report_in
from notifications.services.bounces import take_report
from register.clock import now

logger = logging.getLogger(__name__)


@receiver(tracking, dispatch_uid="notifications.take_tracking_event")
def take_tracking_event(*, event: Any, esp_name: str, **rest: object) -> None:
    """Take in what a mail service says of one message. An error here is answered with 500: the service tries again."""
    report = report_in(
        event_type=event.event_type,
        reject_reason=event.reject_reason or "",
        said=" ".join((event.mta_response or event.description or "").split()),
        recipient=event.recipient or "",
        named=f"{event.message_id} {json.dumps(event.esp_event, default=str)}",
    )
    if report is not None:
        changed = take_report(report=report, now=now())
        logger.info("mail_report service=%s outcome=%s changed=%s", esp_name, report.outcome, changed)
