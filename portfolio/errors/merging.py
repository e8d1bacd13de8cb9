"""Facts that stop the joining of two persons who are one."""

from register.errors import Conflict, FieldProblem


class PersonMergeMoved(Conflict):
    """The proposal was decided or taken off the table already."""

    code = "person-merge-moved"


class PersonMergeProposed(Conflict):
    """Somebody proposed the same already."""

    code = "person-merge-already-proposed"


class PersonsNotMergeable(Conflict):
    """Something has to end first, or the two cannot be one."""

    code = "persons-not-mergeable"

    @classmethod
    def because(cls, *problems: FieldProblem) -> "PersonsNotMergeable":
        """With everything that stands in the way."""
        return cls(
            nl="Deze twee personen kunnen nu niet worden samengevoegd. Hieronder staat wat er eerst moet gebeuren.",
            en="These two persons cannot be joined now. What has to happen first is named below.",
            fields=problems,
        )


class PersonMergeNotUndoable(Conflict):
    """What was joined cannot be parted as things are."""

    code = "person-merge-not-undoable"


class PersonMerged(Conflict):
    """At this moment the person was joined with another, who goes on."""

    code = "person-merged-meanwhile"
