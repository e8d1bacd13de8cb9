"""Outcomes that only a person can find out: a notice that may or may not have arrived."""

from datetime import datetime

from django.db import transaction

from notifications.errors import NoticeNotUnknown
from notifications.models import Notice
from notifications.services.settling import LEASE
from register.access import Actor
from register.services.events import record_event


@transaction.atomic
def settle_unknown_notice(*, notice: Notice, arrived: bool, actor: Actor, now: datetime) -> None:
    """Decide on a notice whose outcome is unknown: it arrived, or it didn't and is sent again, as the same message.

    `sent_at` becomes the moment at which it was on its way. Raises NoticeNotUnknown when its outcome is known.
    """
    unknown = Notice.objects.select_for_update().filter(pk=notice.pk, state=Notice.State.UNKNOWN).first()
    if unknown is None:
        raise NoticeNotUnknown(
            nl="De afloop van dit bericht is bekend; er valt niets te beslissen.",
            en="The outcome of this notice is known; there is nothing to decide.",
        )
    if arrived:
        unknown.state, unknown.sent_at = Notice.State.SENT, unknown.lease_until and unknown.lease_until - LEASE
    else:
        unknown.state, unknown.not_before, unknown.handed_until = Notice.State.QUEUED, now, None
    unknown.lease_until = None
    unknown.save(update_fields=["state", "sent_at", "not_before", "handed_until", "lease_until"])
    record_event(
        kind="notice.found-arrived" if arrived else "notice.found-lost",
        subject_type="notice",
        subject_uuid=unknown.uuid,
        **unknown.concerns,
        actor=actor,
        now=now,
    )
