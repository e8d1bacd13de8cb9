"""Notices about messages that do not arrive."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

FOUND_DEAD = {
    "nl": (
        "Een adres is onbereikbaar",
        "Post naar dit adres komt terug, of de lezer meldde een bericht als ongewenst. Er gaat niets meer naartoe. "
        "Wettelijke berichten voor deze lezer wachten in uw lijst van onbestelde berichten; vraag om een ander adres.",
    ),
    "en": (
        "An address cannot be reached",
        "Mail to this address comes back, or its reader reported a message as unwanted. Nothing is sent there any "
        "more. Statutory notices to this reader wait in your list of undelivered notices; ask for another address.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (
    about_event("address.found-dead", to=Audience.OFFICE, statutory=False, says=FOUND_DEAD),
)
