"""Facts that stop a use case; `config.http.problems` turns each into a problem+json answer.

Every class has a stable `code` for machines and says, in Dutch and English, what is wrong and what to do.
Apps above subclass these and add their own.
"""

from dataclasses import dataclass
from datetime import timedelta


def constraint_of(error: Exception) -> str:
    """The name of the database constraint that refused a write, for a service to turn into a sentence."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one field. `location` is a JSON pointer or a row, e.g. `#/number` or `row 12`."""

    location: str
    code: str
    nl: str
    en: str


class DomainError(Exception):
    """A use case could not be carried out. `nl` and `en` are sentences for people."""

    code = "refused"
    status = 400

    def __init__(self, *, nl: str, en: str, fields: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(en)
        self.nl = nl
        self.en = en
        self.fields = fields


class InvalidInput(DomainError):
    """What was sent is wrong; every problem found is listed in `fields`."""

    code = "invalid-input"


class Conflict(DomainError):
    """What was asked clashes with what is there."""

    code = "conflict"
    status = 409


class Forbidden(DomainError):
    """The actor sees the object but may not do this."""

    code = "forbidden"
    status = 403


class KeyMissing(InvalidInput):
    """A machine sent something that would be done twice when it is sent again, without an Idempotency-Key."""

    code = "idempotency-key-missing"


class KeyMalformed(InvalidInput):
    """An Idempotency-Key is one text of printable characters."""

    code = "idempotency-key-malformed"


class KeyUsedOtherwise(DomainError):
    """The Idempotency-Key belongs to a request with another body or another address."""

    code = "idempotency-key-used-otherwise"
    status = 422


class KeyInUse(Conflict):
    """The request with this Idempotency-Key is being carried out, or its answer cannot be given again."""

    code = "idempotency-key-in-use"


class SecondFactorRequired(Forbidden):
    """A role is used in a session that was opened by one factor only."""

    code = "second-factor-required"


class RecentSignInRequired(Forbidden):
    """What cannot be undone is asked in a session whose person did not prove lately who they are."""

    code = "recent-sign-in-required"


class AccountInvitationNotValid(Conflict):
    """An invitation to an account was taken up already, is over, or is not this one's."""

    code = "account-invitation-not-valid"


class EmailUnchanged(InvalidInput):
    """The address that is asked for is the one that is used already."""

    code = "email-unchanged"


class TooManyEmailChanges(Conflict):
    """So many addresses were given that no other is mailed today."""

    code = "too-many-email-changes"


class EmailChangeNotValid(Conflict):
    """A change of address was confirmed already, is over, or is not this key's."""

    code = "email-change-not-valid"


class EmailTaken(Conflict):
    """Another account has the address. Told only to whoever reads its mail."""

    code = "email-taken"


class PersonWithoutAddress(Conflict):
    """Somebody without an e-mail address cannot be invited."""

    code = "person-without-address"


class TooLarge(DomainError):
    """What was sent is larger than what is read."""

    code = "too-large"
    status = 413


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be done: so many times in any span of this length. The name is for who is told of it."""

    name: str
    most: int
    span: timedelta


class TooOften(DomainError):
    """Asked more often than the limit allows."""

    code = "too-many-requests"
    status = 429

    def __init__(self, *, nl: str, en: str, limit: Limit, wait: timedelta) -> None:
        """`wait` is how long it takes until there is room again."""
        super().__init__(nl=nl, en=en)
        self.limit = limit
        self.wait = wait


class ChangedSince(DomainError):
    """Somebody changed it after it was read."""

    code = "changed-since"
    status = 412


class VersionRequired(DomainError):
    """Who changes what others change too says which version they read."""

    code = "version-required"
    status = 428


class AddressRefused(InvalidInput):
    """An address outside that is not called: not https, or not on the public internet."""

    code = "address-refused"


class StatusCannotMove(Conflict):
    """The table of statuses has no such step from what the registration is on that day."""

    code = "status-cannot-move"


class RegistrationOverlaps(Conflict):
    """A person is on a register once at a time."""

    code = "registration-overlaps"


class NumberTaken(Conflict):
    """A registration number is given once per register."""

    code = "registration-number-taken"


class CycleOverlaps(Conflict):
    """The cycles of a registration follow each other without overlap."""

    code = "cycle-overlaps"


class NoRegulationInForce(Conflict):
    """No adopted regulation holds on the day that decides."""

    code = "no-regulation-in-force"


class RegulationRefused(InvalidInput):
    """The document is not a valid regulation."""

    code = "regulation-invalid"


class RegulationAlreadyAdopted(Conflict):
    """An adopted regulation never changes; a new version has its own effective date."""

    code = "regulation-already-adopted"


class FourEyesRequired(Conflict):
    """The second person must be another person than the first."""

    code = "four-eyes-required"


class LastGiver(Conflict):
    """An organisation keeps somebody who gives roles."""

    code = "last-giver"


class RoleAlreadyEnded(Conflict):
    """A role ends once."""

    code = "role-already-ended"


class MachineEnded(Conflict):
    """An ended machine stays ended."""

    code = "machine-ended"


class OptOutNotOffered(Conflict):
    """The regulation in force does not let anybody keep their registration out of what is public."""

    code = "opt-out-not-offered"


class OptOutUnchanged(Conflict):
    """The registration is kept out already, or was not kept out at all."""

    code = "opt-out-unchanged"


class NamesNotSearched(Conflict):
    """The regulation in force lets the public register be searched by number only."""

    code = "names-not-searched"


class CompetenceProfileRefused(InvalidInput):
    """The document is not a sound competence profile."""

    code = "competence-profile-invalid"


class CompetenceProfileAlreadyAdopted(Conflict):
    """An adopted profile never changes; a new version has its own effective date."""

    code = "competence-profile-already-adopted"


class NoCompetenceProfile(Conflict):
    """A register without an adopted profile has no competences to speak of."""

    code = "no-competence-profile"
