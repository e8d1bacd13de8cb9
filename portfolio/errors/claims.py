"""Facts that stop claims for several registers, and proposals."""

from register.errors import Conflict


class ClaimedThere(Conflict):
    """One activity is claimed once for a registration."""

    code = "claimed-there-already"


class ProposalMoved(Conflict):
    """The proposal is not, or no longer, where this can be done to it."""

    code = "claim-proposal-moved"


class ProposalUsed(Conflict):
    """A claim already refers to the answer."""

    code = "claim-proposal-used"


class AnswerBinds(Conflict):
    """What was answered beforehand holds, unless something else was done."""

    code = "claim-answer-binds"
