"""Facts that stop a use case of this app."""

from register.errors import Conflict, Forbidden


class ProviderCodeTaken(Conflict):
    """A code names one organisation."""

    code = "provider-code-taken"


class CourseCodeTaken(Conflict):
    """A code names one course, whoever offers it."""

    code = "course-code-taken"


class EditionCodeTaken(Conflict):
    """A code names one edition, whoever offers it."""

    code = "edition-code-taken"


class AuthorisationOverlaps(Conflict):
    """An association authorises a provider once at a time."""

    code = "authorisation-overlaps"


class ProviderNotAuthorised(Conflict):
    """The association has not authorised the provider to bring courses before it."""

    code = "provider-not-authorised"


class AccreditationOverlaps(Conflict):
    """A course has one worth per register and day."""

    code = "accreditation-overlaps"


class ConflictOfInterest(Forbidden):
    """Nobody decides on what is their own."""

    code = "conflict-of-interest"
