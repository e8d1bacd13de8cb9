"""Facts that stop what is done with renewals."""

from datetime import date

from register.errors import Conflict


class RenewalMoved(Conflict):
    """The renewal is not, or no longer, where this can be done to it."""

    code = "renewal-moved"

    @classmethod
    def of(cls, state: str, action: str) -> "RenewalMoved":
        """With where it stands and what was asked."""
        return cls(
            nl=f"Dit kan niet ({action}): de herregistratie staat op {state}. Lees haar opnieuw.",
            en=f"This cannot be done ({action}): the renewal is {state}. Read it again.",
        )


class RenewalForPeople(Conflict):
    """The regulation proposes nothing for this outcome; people say what they propose, and why."""

    code = "renewal-for-people"

    @classmethod
    def of(cls, outcome: str) -> "RenewalForPeople":
        """With the outcome."""
        return cls(
            nl=f"Het reglement stelt niets voor bij uitkomst {outcome!r}. Geef `grants` en `reasons`.",
            en=f"The regulation proposes nothing for outcome {outcome!r}. Give `grants` and `reasons`.",
        )


class StillToEarn(Conflict):
    """Before its last day nobody falls short of a cycle."""

    code = "renewal-still-to-earn"

    @classmethod
    def until(cls, day: date) -> "StillToEarn":
        """With the first day on which nothing can be done for the cycle any more."""
        return cls(
            nl=f"Tot {day} kan nog worden behaald wat ontbreekt. Stel dit vanaf die dag voor.",
            en=f"What is missing can still be earned until {day}. Propose this from that day on.",
        )


class NothingToRepair(Conflict):
    """The decision is no condition that stands, or its day is not over."""

    code = "nothing-to-repair"

    @classmethod
    def at_all(cls) -> "NothingToRepair":
        """With what it would have to be."""
        return cls(
            nl="Dit is geen besluit onder voorwaarde dat nog staat.",
            en="This is no conditional decision that still stands.",
        )

    @classmethod
    def before(cls, day: date) -> "NothingToRepair":
        """With the last day of repair."""
        return cls(
            nl=f"Tot en met {day} kan nog worden hersteld. Doe dit voorstel daarna.",
            en=f"Until {day} it can still be repaired. Propose this after that day.",
        )


class RenewalsNotDecided(Conflict):
    """Renewals that could not be decided by rule; of those nothing was changed, the others are decided."""

    code = "renewals-not-decided"

    @classmethod
    def of(cls, numbers: list[str]) -> "RenewalsNotDecided":
        """With the registrations it concerns."""
        named = ", ".join(numbers)
        return cls(
            nl=f"Over deze herregistraties kon niet volgens de regel worden beslist: {named}.",
            en=f"These renewals could not be decided by rule: {named}.",
        )
