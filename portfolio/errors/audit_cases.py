"""Facts that stop what is done with the audit of one person."""

from datetime import date

from register.errors import Conflict, Forbidden


class AuditMoved(Conflict):
    """The audit is not, or no longer, where this can be done to it."""

    code = "audit-moved"

    @classmethod
    def of(cls, state: str, action: str) -> "AuditMoved":
        """With where it stands and what was asked."""
        return cls(
            nl=f"Dit kan niet ({action}): de steekproef staat op {state}. Lees haar opnieuw.",
            en=f"This cannot be done ({action}): the audit is {state}. Read it again.",
        )


class NotYourAudit(Forbidden):
    """Only the auditor who has it in hand does this."""

    code = "audit-not-in-hand"


class AuditorInConflict(Conflict):
    """The auditor is the person, or stands too near to them."""

    code = "auditor-in-conflict"


class AuditorMissing(Conflict):
    """Nobody is left who may audit this person."""

    code = "auditor-missing"


class ExtensionTooLate(Conflict):
    """More time is asked while there is some."""

    code = "audit-extension-too-late"

    @classmethod
    def after(cls, day: date) -> "ExtensionTooLate":
        """With the last day."""
        return cls(
            nl=f"Verlenging vraagt u tot en met {day}. Lever in wat u hebt; dat wordt nog ontvangen.",
            en=f"More time is asked until {day}. Hand in what you have; that is still received.",
        )


class ExtensionAlreadyAsked(Conflict):
    """One request waits at a time."""

    code = "audit-extension-already-asked"


class ExtensionNotAsked(Conflict):
    """There is no request that waits for an answer."""

    code = "audit-extension-not-asked"


class ItemAlreadyThere(Conflict):
    """A fact is shown once in an audit."""

    code = "audit-item-already-there"


class ItemsNotJudged(Conflict):
    """Before anything follows, all that was asked is judged."""

    code = "audit-items-not-judged"


class NothingToRepair(Conflict):
    """A term for repair is for what falls short, as often as the regulation says."""

    code = "audit-nothing-to-repair"
