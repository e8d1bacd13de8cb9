"""What stops a step of a provider, its people, mandates, trust or fees."""

from register.errors import Conflict


class ProviderCodeTaken(Conflict):
    """A code names one organisation."""

    code = "provider-code-taken"


class AuthorisationOverlaps(Conflict):
    """An association authorises a provider once at a time."""

    code = "authorisation-overlaps"


class ProviderNotAuthorised(Conflict):
    """The association has not authorised the provider to bring courses before it."""

    code = "provider-not-authorised"


class ProviderExists(Conflict):
    """The organisation has an account already."""

    code = "provider-exists"


class ProviderLooksLike(Conflict):
    """Organisations much like this one have accounts already; whoever is sure confirms it."""

    code = "provider-looks-like-another"


class SignUpAlreadyDecided(Conflict):
    """A sign-up is accepted or refused once."""

    code = "sign-up-already-decided"


class InvitationNotValid(Conflict):
    """The key does not open this invitation, or it was used, or its time is over."""

    code = "invitation-not-valid"


class RoleNotHeld(Conflict):
    """What is not held cannot be ended."""

    code = "role-not-held"


class AuthorisationCannotMove(Conflict):
    """An authorisation is asked, granted or refused, and withdrawn, in that order."""

    code = "authorisation-cannot-move"


class AuthorisationAlreadyAsked(Conflict):
    """A provider asks an association once at a time."""

    code = "authorisation-already-asked"


class InstitutionAlreadyAccredited(Conflict):
    """An association accredits a provider as a whole once at a time."""

    code = "institution-already-accredited"


class InstitutionAccreditationEnded(Conflict):
    """What was withdrawn or is over cannot be withdrawn."""

    code = "institution-accreditation-ended"


class VisitCannotMove(Conflict):
    """A visit is planned, then held or called off, then reported."""

    code = "visit-cannot-move"


class RecognitionKnown(Conflict):
    """A recognition is recorded once per day on which it began."""

    code = "recognition-known"


class MandateOverlaps(Conflict):
    """An organisation holds one mandate for a course at a time."""

    code = "mandate-overlaps"


class MandateEnded(Conflict):
    """What is over cannot be withdrawn."""

    code = "mandate-ended"


class GroupContactKnown(Conflict):
    """A person is the contact of a peer group once at a time."""

    code = "group-contact-known"


class GroupContactEnded(Conflict):
    """What is over cannot be ended."""

    code = "group-contact-ended"


class TrustCannotMove(Conflict):
    """A provider is moved to another level than its own, one proposal at a time."""

    code = "trust-cannot-move"


class CheckAlreadyDrawn(Conflict):
    """From a period a sample is drawn once: drawing until it suits is not drawing."""

    code = "check-already-drawn"


class CheckAlreadyFound(Conflict):
    """What a check found is recorded once."""

    code = "check-already-found"


class FeeCannotMove(Conflict):
    """A fee is due, then paid, exempt or withdrawn."""

    code = "fee-cannot-move"


class ProviderBlocked(Conflict):
    """The provider may not apply in this register until what is overdue has been done."""

    code = "provider-blocked"
