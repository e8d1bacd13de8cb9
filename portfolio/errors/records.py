"""Facts that stop a use case about records of work, declarations and documents."""

from register.errors import Conflict, TooOften


class RecordEntered(Conflict):
    """The same thing is entered once; what is wrong is replaced."""

    code = "record-entered-already"


class RecordNotStanding(Conflict):
    """The record was withdrawn or replaced meanwhile."""

    code = "record-not-standing"


class StatementAsked(Conflict):
    """Each role is asked one statement at a time."""

    code = "record-statement-asked"


class StatementMoved(Conflict):
    """The statement was given, declined or withdrawn meanwhile, or its link is over, or the key is not its key."""

    code = "record-statement-not-open"


class TooManyStatements(TooOften):
    """More people are asked than somebody would ask in earnest."""

    code = "too-many-statements"
