"""What becomes of every reference to a person when two persons turn out to be one."""

from collections.abc import Mapping
from enum import StrEnum


class MergeState(StrEnum):
    """Where the joining of two persons stands; what is done or refused stays so."""

    PROPOSED = "PROPOSED"
    DONE = "DONE"
    REFUSED = "REFUSED"


FOLLOWS: tuple[str, ...] = (
    "accreditation.EvaluationInvitation.person",
    "notifications.CalendarEntry.person",
    "notifications.ContactAddress.person",
    "notifications.DeadAddress.person",
    "notifications.Notice.person",
    "notifications.NoticePreference.person",
    "notifications.PlannedEdition.person",
    "notifications.SwitchedOff.person",
    "portfolio.ClaimDraft.person",
    "portfolio.CompetenceLink.person",
    "portfolio.Conversation.peer",
    "portfolio.Conversation.person",
    "portfolio.DossierExport.person",
    "portfolio.Duty.agreed_with",
    "portfolio.Duty.person",
    "portfolio.EmployerLink.person",
    "portfolio.Erasure.person",
    "portfolio.Evidence.person",
    "portfolio.FeedbackRound.person",
    "portfolio.Goal.person",
    "portfolio.PeerMembership.person",
    "portfolio.PeerPresence.person",
    "portfolio.PeerVisit.person",
    "portfolio.PeerVisitor.person",
    "portfolio.Preparation.person",
    "portfolio.Presence.person",
    "portfolio.Record.person",
    "portfolio.Reflection.person",
    "portfolio.SelfAssessment.person",
)
"""Says whose a row is and is no fact: the row follows. Where whoever goes on has the same already, it stays behind."""

LEFT: Mapping[str, str] = {
    "register.Event.person": "the trail only grows; who goes on reads it with their own",
    "register.Look.person": "who looked at what was then this dossier; who goes on reads it with their own",
    "register.RegistrationHolder.person": "says whose a registration was",
    "portfolio.PersonMerge.merged": "says who was merged",
    "portfolio.PersonMerge.survivor": "says who goes on",
    "portfolio.AttendanceRow.person": "the report of a list says what was answered to its sender",
    "portfolio.Share.person": "was given for one dossier, and the joined one says more: it is withdrawn",
    "notifications.CalendarFeed.person": "a link with a secret, which goes on for nobody",
    "portfolio.LedgerEntry.person": "a fact is not edited: it is taken back here and stands with who goes on",
    "register.Registration.person": "moves, with whose it was before, unless it ended and the two overlap",
    "register.AccountInvitation.person": "ends",
    "register.User.person": "moves to whoever has no account, else it is switched off",
    "register.Person.merged_into": "who was merged into the merged one goes on with the same",
}
"""What does not simply follow, and why."""
