"""Notices about accounts: who is invited, and who changes their address, hears it at that address, with the key."""

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
NEW_ADDRESS = {
    "nl": (
        "Bevestig uw nieuwe mailadres",
        "Iemand wil voor een account in het register voortaan dit mailadres gebruiken. Bent u dat: ga naar het adres "
        "onderaan, meld u aan zoals u gewend bent en vul deze sleutel in. Bent u het niet: u hoeft niets te doen.",
    ),
    "en": (
        "Confirm your new mail address",
        "Somebody wants to use this mail address for an account in the register from now on. If it is you: go to the "
        "address below, sign in as you are used to and enter this key. If it is not: there is nothing you have to do.",
    ),
}
ADDRESS_CHANGED = {
    "nl": (
        "Uw mailadres is gewijzigd",
        "Uw account in het register gebruikt voortaan een ander mailadres, om u aan te melden en voor uw berichten. "
        "Hebt u dat niet zelf gedaan: meld het direct aan uw vereniging. Naar dit adres gaat niets meer.",
    ),
    "en": (
        "Your mail address was changed",
        "Your account in the register uses another mail address from now on, to sign in and for your messages. "
        "If you did not do this yourself: tell your association at once. Nothing is sent to this address any more.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (
    about_event("account.invited", to=Audience.ADDRESSEE, says=INVITED, statutory=True),
    about_event("email-change.asked", to=Audience.ADDRESSEE, says=NEW_ADDRESS, statutory=False),
    about_event("email-change.confirmed", to=Audience.ADDRESSEE, says=ADDRESS_CHANGED, statutory=False),
)
