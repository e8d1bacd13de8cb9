"""What Celery calls. Each task reads the clock and calls one service; all that must happen is a row."""

from zoneinfo import ZoneInfo

from celery import shared_task
from django.conf import settings

from notifications.services import delivery, handing_out, hearing, planning
from notifications.services.bounce_mailbox import read_bounces as read_mailbox
from notifications.services.contact_addresses import send_code
from notifications.services.error_mails import deliver_error_mails as send_error_mails
from notifications.services.making_known import make_sent_decisions_known
from notifications.services.pacing import forget_old_paces
from notifications.services.webhooks import planning as webhook_planning
from notifications.services.webhooks import sending
from register.clock import now, today
from register.services.jobs import recorded

# More than one sweep hands out: a night of 60,000 reminders is out within the hour.
HANDED_OUT_AT_ONCE = 1000


@shared_task
@recorded(clock=now)
def plan_reminders() -> int:
    """Write a notice for each milestone that has come. Safe at any time, and twice at once."""
    return planning.plan_reminders(on=today(), now=now())


@shared_task
@recorded(clock=now)
def plan_event_notices() -> int:
    """Write a notice for everybody who is to hear of what happened. Safe at any time, and twice at once."""
    return hearing.plan_event_notices(on=today(), now=now())


@shared_task
@recorded(clock=now)
def deliver_due() -> int:
    """Settle what dead workers left, and hand the notices that are due to workers, in batches."""
    settled = handing_out.settle_expired_leases(now=now()) + handing_out.retry_held_reminders(now=now())
    batches = handing_out.hand_out_due(now=now(), limit=HANDED_OUT_AT_ONCE)
    for batch in batches:
        # Dropped when it waited so long that its notices have been handed out again.
        deliver_notices.apply_async(kwargs={"notice_ids": batch}, expires=handing_out.HANDED.total_seconds())
    forget_old_paces(now=now())
    return settled + sum(len(batch) for batch in batches)


@shared_task
def deliver_notices(*, notice_ids: list[int]) -> None:
    """Deliver a batch of notices, one after the other. Twice at once, each is delivered by one."""
    delivery.deliver_notices(notice_ids=notice_ids, on=today(), clock=now)


@shared_task
def send_contact_code(*, contact_id: int) -> None:
    """Send the code by which a number is confirmed. Twice at once, one sends it."""
    send_code(contact_id=contact_id, now=now())


@shared_task
@recorded(clock=now)
def deliver_error_mails() -> int:
    """Send the mails with refused rows that providers' systems asked for. Twice at once, each is sent by one."""
    return send_error_mails(clock=now)


@shared_task
@recorded(clock=now)
def read_bounces() -> int:
    """Take in the mail that came back since the last time. Without a mail box there is nothing to read."""
    url = settings.BOUNCE_MAILBOX_URL
    return read_mailbox(mailbox_url=url, clock=now) if url else 0


@shared_task
@recorded(clock=now)
def make_decisions_known() -> int:
    """Note on which day the message about each decision went out: its terms count from there."""
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    return make_sent_decisions_known(zone=zone, now=now())


@shared_task
@recorded(clock=now)
def hand_out_webhooks() -> int:
    """Plan what webhooks are to tell, and give each address for which something is due a turn. Twice is harmless."""
    planned = webhook_planning.plan_deliveries(now=now())
    for subscription_id in sending.give_turns(now=now()):
        _give_turn(subscription_id)
    return planned


@shared_task
def send_webhooks(*, subscription_id: int) -> None:
    """Send what is due to one address. Twice at once, one of the two does nothing; with more due, it queues again."""
    if sending.take_turn(subscription_id=subscription_id, clock=now):
        _give_turn(subscription_id)


def _give_turn(subscription_id: int) -> None:
    # Dropped when it waited so long that the turn has been given again.
    send_webhooks.apply_async(kwargs={"subscription_id": subscription_id}, expires=sending.HANDED.total_seconds())
