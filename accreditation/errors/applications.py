"""What stops a step of an application, an accreditation or the policy behind it."""

from register.errors import Conflict, Forbidden, InvalidInput


class AccreditationOverlaps(Conflict):
    """A course has one worth per register and day."""

    code = "accreditation-overlaps"


class ConflictOfInterest(Forbidden):
    """Nobody decides on what is their own."""

    code = "conflict-of-interest"


class AccreditationPolicyRefused(InvalidInput):
    """The document is not a valid accreditation policy of this register."""

    code = "accreditation-policy-invalid"


class AccreditationPolicyAlreadyAdopted(Conflict):
    """An adopted policy never changes; a new version has its own date."""

    code = "accreditation-policy-already-adopted"


class ApplicationCannotMove(Conflict):
    """What was asked does not fit where the application stands, or somebody else was first."""

    code = "application-cannot-move"


class ApplicationUnderAssessment(Conflict):
    """While a register assesses an application, nothing of it changes."""

    code = "application-under-assessment"


class ApplicationIncomplete(InvalidInput):
    """Something is missing that every application must have; `fields` names each thing."""

    code = "application-incomplete"


class ApplicationOpen(Conflict):
    """A course is before a register once at a time."""

    code = "application-open"


class AttachmentRefused(InvalidInput):
    """The file is not one of the kinds that are taken, or is not what it says it is."""

    code = "attachment-refused"


class TooManyAttachments(Conflict):
    """An application holds a limited number of files, each once."""

    code = "too-many-attachments"


class AssessorAlreadyAssigned(Conflict):
    """An assessor advises on an application once."""

    code = "assessor-already-assigned"


class NotAssigned(Forbidden):
    """Only whoever was asked to advise advises."""

    code = "not-assigned"


class SomebodyElseDecides(Forbidden):
    """Whoever advised on an application, or decided on it before, does not decide on it."""

    code = "somebody-else-decides"


class ObjectionTooLate(Conflict):
    """The term for objection is over; who objects all the same says why so late."""

    code = "objection-too-late"


class TermNotOver(Conflict):
    """An application is set aside only after the provider has had its time."""

    code = "term-not-over"


class SelfAccreditationBeyondTrust(Forbidden):
    """The provider's level of trust does not reach so far."""

    code = "beyond-trust"


class DecisionNotTakenOver(Conflict):
    """The register takes over decisions of some registers only, while they hold."""

    code = "decision-not-taken-over"


class NothingAccredited(Conflict):
    """There is no accreditation in force to act on."""

    code = "nothing-accredited"


class WithdrawalOpen(Conflict):
    """A withdrawal is proposed once at a time."""

    code = "withdrawal-open"


class WithdrawalAlreadySettled(Conflict):
    """A withdrawal is confirmed or dropped once."""

    code = "withdrawal-already-settled"


class RepeatTooEarly(Conflict):
    """A repeat is applied for in the months before the accreditation ends."""

    code = "repeat-too-early"


class InterestAlreadyDeclared(Conflict):
    """An interest is declared once."""

    code = "interest-already-declared"
