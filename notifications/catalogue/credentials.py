"""The notice that a certificate does not hold any more."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

REVOKED = {
    "nl": (
        "Certificaat ingetrokken",
        "Een certificaat van u is ingetrokken en wordt niet meer als geldig getoond. U leest erbij waarom.",
    ),
    "en": (
        "Certificate revoked",
        "A certificate of yours was revoked and is not shown as valid any more; it says why.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (about_event("credential.revoked", to=Audience.PERSON, says=REVOKED),)
