"""The notice that a text of the association made no message for somebody."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

FAILED = {
    "nl": (
        "Een eigen tekst werkte niet",
        "Voor een lezer kwam uit een tekst van uw vereniging geen bericht. Die lezer kreeg de standaardtekst; u hoeft "
        "niets opnieuw te sturen. Pas de tekst aan: bij de volgende lezer kan het weer gebeuren.",
    ),
    "en": (
        "A text of yours did not work",
        "For one reader no message came out of a text of your association. That reader got the standard text; there is "
        "nothing to send again. Change the text: it may happen with the next reader.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (about_event("notice-text.failed", to=Audience.OFFICE, says=FAILED),)
