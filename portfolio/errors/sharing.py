"""Facts that stop what is done with shares, employer links and plans of teams."""

from register.errors import Conflict, Forbidden


class ShareOver(Conflict):
    """A grant that was withdrawn or is over stays so."""

    code = "share-over"


class PartNotShared(Forbidden):
    """The grant is of other parts."""

    code = "part-not-shared"

    code = "part-not-shared"


class LinkedAlready(Conflict):
    """One works once at a time for an employer."""

    code = "linked-already"


class PlanMadeAlready(Conflict):
    """A team has one plan a year."""

    code = "plan-made-already"
