"""Notices about roles and machines that end soon: to the holder, and to those who may give it again."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

ROLE = {
    "nl": (
        "Uw rol eindigt binnenkort",
        "Een rol die u bij een organisatie hebt, eindigt binnen een maand. Wie daar rollen geeft, kan haar weer geven.",
    ),
    "en": (
        "Your role ends soon",
        "A role that you hold at an organisation ends within a month. Whoever gives roles there can give it again.",
    ),
}
GIVER = {
    "nl": (
        "Een rol eindigt binnenkort",
        "Een rol bij uw organisatie eindigt binnen een maand. Geef haar opnieuw als dat de bedoeling is.",
    ),
    "en": (
        "A role ends soon",
        "A role at your organisation ends within a month. Give it again if that is what you want.",
    ),
}
MACHINE = {
    "nl": (
        "Een systeem stopt binnenkort",
        "Een systeem dat voor uw organisatie handelt, mag dat binnen een maand niet meer. Geef het een nieuw geheim "
        "of een nieuwe sleutel als het door moet gaan.",
    ),
    "en": (
        "A system stops soon",
        "A system that acts for your organisation may do so no longer within a month. Give it a new secret, or a new "
        "key, if it is to go on.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (
    about_event("role.ends-soon", to=Audience.ADDRESSEE, says=ROLE),
    about_event("role.ends-soon", to=Audience.ROLE_GIVERS, says=GIVER),
    about_event("machine.ends-soon", to=Audience.MACHINE_MANAGERS, says=MACHINE),
)
