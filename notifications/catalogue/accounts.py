"""Notices about accounts: whoever is invited to one hears it at their address, with the key."""

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

INVITED = {
    "nl": (
        "Uitnodiging voor een account",
        "Uw vereniging nodigt u uit om zelf in uw dossier te kijken. Ga naar het adres onderaan, vul deze sleutel in "
        "en kies hoe u zich aanmeldt. Had u al een account, dan blijft dat het uwe.",
    ),
    "en": (
        "Invitation to an account",
        "Your association invites you to look into your dossier yourself. Go to the address below, enter this key and "
        "choose how you sign in. If you had an account already, it stays yours.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (about_event("account.invited", to=Audience.ADDRESSEE, says=INVITED, statutory=True),)
