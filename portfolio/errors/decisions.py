"""Facts that stop what is done with decisions that have legal effect."""

from datetime import date

from register.errors import Conflict, DomainError


class DecisionMoved(Conflict):
    """The decision is not, or no longer, where this can be done to it."""

    code = "decision-moved"

    @classmethod
    def of(cls, state: str, action: str) -> "DecisionMoved":
        """With where it stands and what was asked."""
        return cls(
            nl=f"Dit kan niet ({action}): het besluit staat op {state}. Lees het opnieuw.",
            en=f"This cannot be done ({action}): the decision is {state}. Read it again.",
        )


class DecisionAlreadyOpen(Conflict):
    """Of one matter one decision is prepared at a time."""

    code = "decision-already-open"


class DecisionAlreadyStands(Conflict):
    """Of one matter one decision stands."""

    code = "decision-already-stands"


class DecisionKnown(Conflict):
    """A decision is made known on one day, from which terms count."""

    code = "decision-already-known"

    @classmethod
    def of(cls, known_on: date | None) -> "DecisionKnown":
        """With the day on which it was made known; none when it was not taken yet."""
        if known_on is None:
            return cls(nl="Dit besluit is nog niet genomen.", en="This decision is not taken yet.")
        return cls(
            nl=f"Dit besluit is al bekendgemaakt op {known_on}.",
            en=f"This decision was made known on {known_on} already.",
        )


class PersonNotHeard(Conflict):
    """Before somebody is burdened they are told what is intended and may say what they think of it."""

    code = "person-not-heard"


class HardshipNotAgreed(Conflict):
    """The hardship clause has a pair of eyes of its own."""

    code = "hardship-not-agreed"


class ObjectionNotHeard(Conflict):
    """Who objects is heard, or it is said why not."""

    code = "objection-not-heard"


class ObjectionSettled(Conflict):
    """An objection is decided or withdrawn once."""

    code = "objection-settled"


class ClockBehind(DomainError):
    """The clock of the machine says a moment before something that has happened."""

    code = "clock-behind"
    status = 503
