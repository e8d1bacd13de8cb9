"""What mail services report, in the normal form of Anymail: which outcome an event is."""

import re

from notifications.rules.bounces import STATUS, Outcome, Report, gone_for_good, token_in

LONGEST = 500
# Why a service refuses an address by itself: earlier bounces, no address at all, an earlier complaint.
ADDRESS_REASONS = ("bounced", "invalid", "spam")
# Anymail gives the soft bounces of some services the form of hard ones; what the service itself said tells them apart.
SOFT = re.compile(r'"soft_?bounce"', re.IGNORECASE)


def report_in(*, event_type: str, reject_reason: str, said: str, recipient: str, named: str) -> Report | None:
    """The report that an event makes; None when it says nothing about whether a message arrived.

    `said` is what the mail server of the reader answered, `named` whatever the event says about the message: it may
    hold our Message-ID anywhere.
    """
    outcome = _outcome(event_type, "" if SOFT.search(named) else reject_reason, said)
    if outcome is None:
        return None
    return Report(outcome, token_in(named), recipient.strip().lower()[:254], said[:LONGEST])


def _outcome(event_type: str, reject_reason: str, said: str) -> Outcome | None:
    match event_type:
        case "delivered":
            return Outcome.DELIVERED
        case "deferred":
            return Outcome.DELAYED
        case "complained":
            return Outcome.COMPLAINED
        case "failed":
            return Outcome.RETURNED
        case "rejected" if reject_reason == "spam":
            return Outcome.COMPLAINED
        case "bounced" | "rejected":
            gone = gone_for_good(said) if STATUS.search(said) else reject_reason in ADDRESS_REASONS
            return Outcome.BOUNCED if gone else Outcome.RETURNED
    return None
