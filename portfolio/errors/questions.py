"""Facts that stop questions about an attendance that is booked wrongly."""

from register.errors import Conflict, FieldProblem, InvalidInput


class WrongAttendanceAsked(Conflict):
    """One asks once about an entry, until that is settled."""

    code = "wrong-attendance-asked"


class WrongAttendanceMoved(Conflict):
    """Somebody settled the question meanwhile, or it is not theirs to settle any more."""

    code = "wrong-attendance-moved"


class EntryNotDisputable(InvalidInput):
    """The entry does not count, or is the professional's own: then something else helps."""

    code = "entry-not-disputable"

    @classmethod
    def because(cls, *, field: str, code: str, nl: str, en: str) -> "EntryNotDisputable":
        """With the field it is about and what to do instead."""
        return cls(nl=nl, en=en, fields=(FieldProblem(f"#/{field}", code, nl, en),))
