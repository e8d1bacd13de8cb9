"""Facts that stop a use case of this app. A subject with many has a module of its own beside this one."""

from datetime import datetime

from register.errors import Conflict, DomainError, FieldProblem, Forbidden, InvalidInput
from register.rules.fact_refusals import FactInvalid


class EntryAlreadyRecorded(Conflict):
    """The source key names an entry that is already in the ledger."""

    code = "entry-already-recorded"


class EntryAlreadyReversed(Conflict):
    """An entry is reversed once; a reversal is not reversed."""

    code = "entry-already-reversed"


class NoCycleRunning(Conflict):
    """The registration has no cycle that can be judged."""

    code = "no-cycle-running"


class EntryNotValid(InvalidInput):
    """The fact cannot have happened as it was entered."""

    code = "entry-invalid"

    @classmethod
    def in_dossier(cls, error: FactInvalid) -> "EntryNotValid":
        """No standing can be made of a dossier while this is in it."""
        return cls(
            nl=f"De stand kan niet worden opgemaakt: {error.sentence('nl')} Het registerbureau is op de hoogte.",
            en=f"The standing cannot be made: {error.sentence('en')} The register office sees this.",
        )


class FactsNotValid(InvalidInput):
    """Facts that are supposed to happen, and cannot happen so or do not exist in the register."""

    code = "facts-invalid"

    @classmethod
    def because(cls, *problems: FieldProblem) -> "FactsNotValid":
        """With every problem that was found, each naming its field and what to do."""
        return cls(
            nl="Niet elk feit of kenmerk kan zo. Herstel wat hieronder staat.",
            en="Not every fact or attribute can be like this. Mend what is named below.",
            fields=problems,
        )


class CyclesNotClosed(Conflict):
    """Some dossiers could not be judged, so their cycles are still open; all others were closed."""

    code = "cycles-not-closed"

    @classmethod
    def of(cls, numbers: list[str]) -> "CyclesNotClosed":
        """With the registrations it concerns."""
        named = ", ".join(numbers)
        return cls(
            nl=f"Van deze inschrijvingen kon de cyclus niet worden gesloten: {named}.",
            en=f"The cycles of these registrations could not be closed: {named}.",
        )


class AttendanceFileRefused(InvalidInput):
    """An attendance list that cannot be read as one; nothing of it was kept."""

    code = "attendance-file-invalid"

    @classmethod
    def because(cls, *problems: FieldProblem) -> "AttendanceFileRefused":
        """With every problem that was found, each naming its row and what to do."""
        return cls(
            nl="De lijst is niet te lezen; er is niets bewaard. Herstel wat hieronder staat en stuur haar opnieuw.",
            en="The list cannot be read; nothing was kept. Mend what is named below and send it again.",
            fields=problems,
        )


class AttendanceMessageReused(Conflict):
    """A sender used the key of one message for another."""

    code = "attendance-message-reused"


class RowRefused(InvalidInput):
    """An attendance that no list could bring, in the words of the report of a list."""

    code = "attendance-refused"

    @classmethod
    def because(cls, *, code: str, field: str, nl: tuple[str, str], en: tuple[str, str]) -> "RowRefused":
        """`nl` and `en` are what is wrong and what to do."""
        told = FieldProblem(f"#/{field}" if field else "#", code, " ".join(nl).strip(), " ".join(en).strip())
        return cls(nl=nl[0], en=en[0], fields=(told,))


class AttendanceListed(Conflict):
    """What is listed is not missing."""

    code = "attendance-listed"


class MissingAttendanceAsked(Conflict):
    """One asks once for an attendance that is missing."""

    code = "missing-attendance-asked"


class MissingAttendanceMoved(Conflict):
    """Somebody settled the question meanwhile, or it is not theirs to settle any more."""

    code = "missing-attendance-moved"


class AttendanceChangeDecided(Conflict):
    """The office decides once on a change that came too late."""

    code = "attendance-change-decided"


class ClaimAlreadyDecided(Conflict):
    """A claim is decided once."""

    code = "claim-already-decided"


class ClaimMoved(Conflict):
    """The claim is not, or no longer, where this can be done to it."""

    code = "claim-moved"


class ClaimWithAnother(Conflict):
    """Another assessor has taken the claim in hand."""

    code = "claim-with-another-assessor"


class ClaimReplaced(Conflict):
    """A claim is replaced by one other, and only while it counts."""

    code = "claim-replaced-already"


class RegistrationEnded(Conflict):
    """Nothing is claimed for a registration that has ended."""

    code = "registration-ended"


class OwnDossier(Forbidden):
    """Nobody decides about, or corrects, their own dossier."""

    code = "own-dossier"


class WireNumberTaken(Conflict):
    """A number by which systems name a connection, or an association, belongs to another one."""

    code = "wire-number-taken"

    @classmethod
    def of(cls, number: int | None) -> "WireNumberTaken":
        """With the number that was asked for."""
        return cls(
            nl=f"Het nummer {number} is al in gebruik. Kies een ander nummer, of laat er een toekennen.",
            en=f"The number {number} is in use. Choose another number, or have one handed out.",
        )


class ConnectionRevoked(Conflict):
    """A connection that was revoked stays so."""

    code = "connection-revoked"

    @classmethod
    def of(cls, moment: datetime) -> "ConnectionRevoked":
        """With the moment it was revoked."""
        return cls(
            nl=f"Deze koppeling is ingetrokken op {moment:%d-%m-%Y}. Maak een nieuwe koppeling.",
            en=f"This connection was revoked on {moment:%d-%m-%Y}. Make a new connection.",
        )


class ConnectionCannotMove(Conflict):
    """A connection is activated on request, and put back in test mode from there."""

    code = "connection-cannot-move"

    @classmethod
    def of(cls, mode: str | None) -> "ConnectionCannotMove":
        """With the mode it is in at that association; none when it is not linked to it."""
        if mode is None:
            return cls(
                nl="Deze koppeling meldt niet aan deze vereniging. Koppel de vereniging eerst.",
                en="This connection does not report to this association. Link the association first.",
            )
        return cls(
            nl=f"Dit kan niet: de koppeling staat bij deze vereniging op {mode}.",
            en=f"This cannot be done: at this association the connection is in mode {mode}.",
        )


class StatementConflict(Conflict):
    """A statement came before under the same id, with other content."""

    code = "statement-conflict"


class ActivityIdentifierTaken(Conflict):
    """The address of an activity names one course of a provider."""

    code = "activity-identifier-taken"


class DraftAlreadyClaimed(Conflict):
    """A draft is claimed once."""

    code = "draft-already-claimed"


class EvidenceRefused(InvalidInput):
    """A file that is not of a kind that is taken, is not what it says it is, or does more than say something."""

    code = "evidence-refused"


class EvidenceFull(Conflict):
    """So many files, and so much of one person, are kept; and each file once in its place."""

    code = "evidence-full"


class EvidenceSettled(Conflict):
    """A decision rests on the evidence, or the evidence shows something already."""

    code = "evidence-settled"


class EvidenceUnavailable(DomainError):
    """The store or the scanner cannot be reached now. Nothing was kept; the same request may be sent again."""

    code = "evidence-unavailable"
    status = 503


class LinkNotValid(Forbidden):
    """The link to a file was for somebody else, for another file, or for an earlier moment."""

    code = "link-not-valid"
