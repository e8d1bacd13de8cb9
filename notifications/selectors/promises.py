"""What must always be true of the outbox."""

from register.selectors.promises import Promise

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
)
