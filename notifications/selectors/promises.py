"""What must always be true of the outbox."""

from notifications.catalogue import EVENT_KINDS
from register.selectors.promises import Promise

TOLD = "({})".format(", ".join(f"'{kind}'" for kind in sorted(EVENT_KINDS)))

PROMISES = (
    Promise(
        "notices-leave",
        "Geen bericht wacht langer dan een uur na zijn tijd.",
        "No notice has waited for more than an hour after its time.",
        "SELECT uuid FROM notifications_notice WHERE state = 'QUEUED' AND not_before < %(now)s - interval '1 hour'",
    ),
    Promise(
        "notices-settled",
        "Geen bericht staat langer dan een uur op verzenden.",
        "No notice has been sending for more than an hour.",
        "SELECT uuid FROM notifications_notice WHERE state = 'SENDING' AND lease_until < %(now)s - interval '1 hour'",
    ),
    Promise(
        "told-once",
        "Over een mijlpaal ging hooguit één bericht uit langs een weg.",
        "At most one notice of a milestone went out through a channel.",
        "SELECT min(uuid::text) FROM notifications_notice WHERE state = 'SENT'"
        " AND registration_id IS NOT NULL"
        " GROUP BY registration_id, cycle_id, milestone, deadline_on, channel HAVING count(*) > 1",
    ),
    Promise(
        "events-heard",
        "Geen gebeurtenis wacht langer dan een uur op wie ervan moet horen.",
        "No event has waited for more than an hour for those who are to hear of it.",
        f"SELECT e.uuid FROM register_event e WHERE e.kind IN {TOLD} AND NOT EXISTS"
        " (SELECT FROM notifications_heardevent h WHERE h.event_id = e.id)"
        " AND e.recorded_at BETWEEN %(now)s - interval '59 days' AND %(now)s - interval '1 hour'",
    ),
    Promise(
        "webhooks-leave",
        "Geen webhookbericht wacht langer dan een uur na zijn tijd.",
        "Nothing for a webhook has waited for more than an hour after its time.",
        "SELECT d.uuid FROM notifications_webhookdelivery d JOIN notifications_webhooksubscription s"
        " ON s.id = d.subscription_id WHERE d.state = 'QUEUED' AND s.state = 'ACTIVE'"
        " AND d.not_before < %(now)s - interval '1 hour'",
    ),
    Promise(
        "webhooks-settled",
        "Geen webhookbericht staat langer dan een uur op verzenden.",
        "Nothing for a webhook has been sending for more than an hour.",
        "SELECT uuid FROM notifications_webhookdelivery WHERE state = 'SENDING'"
        " AND lease_until < %(now)s - interval '1 hour'",
    ),
)
