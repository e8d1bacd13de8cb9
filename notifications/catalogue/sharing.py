"""Notices about sharing: whoever is given something to read hears it at the address, with the key."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

GIVEN = {
    "nl": (
        "Er is een dossier met u gedeeld",
        "Iemand deelt een deel van het eigen dossier met u. U leest het met deze sleutel, of met uw account van dit "
        "adres. De eigenaar ziet dat u keek.",
    ),
    "en": (
        "A dossier was shared with you",
        "Somebody shares a part of their dossier with you. You read it with this key, or with your account of this "
        "address. The owner sees that you looked.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (about_event("share.given", to=Audience.ADDRESSEE, says=GIVEN),)
