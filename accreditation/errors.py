"""Facts that stop a use case of this app."""

from register.errors import Conflict, DomainError, Forbidden, InvalidInput


class ProviderCodeTaken(Conflict):
    """A code names one organisation."""

    code = "provider-code-taken"


class CourseCodeTaken(Conflict):
    """A code names one course of its provider."""

    code = "course-code-taken"


class ModuleCodeTaken(Conflict):
    """A code names one module of its course."""

    code = "module-code-taken"


class EditionCodeTaken(Conflict):
    """A code names one edition of its course."""

    code = "edition-code-taken"


class MeetingCodeTaken(Conflict):
    """A code names one meeting of its edition."""

    code = "meeting-code-taken"


class NotOfThisKind(Conflict):
    """Only e-learning has modules, and it has neither a place nor meetings."""

    code = "not-of-this-kind"


class IsNowhere(Conflict):
    """What is neither in a place nor online cannot be attended."""

    code = "is-nowhere"


class IsCancelled(Conflict):
    """What is cancelled stays so."""

    code = "is-cancelled"


class EndsTooSoon(Conflict):
    """Nothing ends before it starts."""

    code = "ends-too-soon"


class MeetingOutsideEdition(Conflict):
    """The meetings of an edition lie within its days."""

    code = "meeting-outside-edition"


class EvaluationClosed(Conflict):
    """Participants are asked for some weeks."""

    code = "evaluation-closed"


class EvaluationAnswered(Conflict):
    """Participants answer once."""

    code = "evaluation-answered"


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


class AccreditationPolicyRefused(InvalidInput):
    """The document is not a valid accreditation policy of this register."""

    code = "accreditation-policy-invalid"


class AccreditationPolicyAlreadyAdopted(Conflict):
    """An adopted policy never changes; a new version has its own date."""

    code = "accreditation-policy-already-adopted"


class ProviderExists(Conflict):
    """The organisation has an account already."""

    code = "provider-exists"


class ProviderLooksLike(Conflict):
    """Organisations much like this one have accounts already; whoever is sure confirms it."""

    code = "provider-looks-like-another"


class SignUpAlreadyDecided(Conflict):
    """A sign-up is accepted or refused once."""

    code = "sign-up-already-decided"


class TooManyAsked(DomainError):
    """Asked more often than people do."""

    code = "too-many-requests"
    status = 429


class InvitationNotValid(Conflict):
    """The key does not open this invitation, or it was used, or its time is over."""

    code = "invitation-not-valid"


class LastManager(Conflict):
    """Somebody must be able to manage the provider."""

    code = "last-manager"


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


class ProviderBlocked(Conflict):
    """The provider may not apply in this register until what is overdue has been done."""

    code = "provider-blocked"


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
