"""What stops a change of courses, editions and what participants say of them."""

from register.errors import Conflict


class CourseCodeTaken(Conflict):
    """A code names one course of its provider."""

    code = "course-code-taken"


class ModuleCodeTaken(Conflict):
    """A code names one module of its course."""

    code = "module-code-taken"


class EditionCodeTaken(Conflict):
    """A code names one edition of its course."""

    code = "edition-code-taken"


class MeetingCodeTaken(Conflict):
    """A code names one meeting of its edition."""

    code = "meeting-code-taken"


class NotOfThisKind(Conflict):
    """Only e-learning has modules, and it has neither a place nor meetings."""

    code = "not-of-this-kind"


class IsNowhere(Conflict):
    """What is neither in a place nor online cannot be attended."""

    code = "is-nowhere"


class IsCancelled(Conflict):
    """What is cancelled stays so."""

    code = "is-cancelled"


class EndsTooSoon(Conflict):
    """Nothing ends before it starts."""

    code = "ends-too-soon"


class MeetingOutsideEdition(Conflict):
    """The meetings of an edition lie within its days."""

    code = "meeting-outside-edition"


class EvaluationClosed(Conflict):
    """Participants are asked for some weeks."""

    code = "evaluation-closed"


class EvaluationAnswered(Conflict):
    """Participants answer once."""

    code = "evaluation-answered"
