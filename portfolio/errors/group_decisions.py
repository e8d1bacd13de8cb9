"""Facts that stop what is done with decisions for a group."""

from register.errors import Conflict, FieldProblem, InvalidInput


class GroupDecisionMoved(Conflict):
    """The act is not, or no longer, where this can be done to it."""

    code = "group-decision-moved"

    @classmethod
    def of(cls, state: str, action: str) -> "GroupDecisionMoved":
        """With where it stands and what was asked."""
        return cls(
            nl=f"Dit kan niet ({action}): het groepsbesluit staat op {state}. Lees het opnieuw.",
            en=f"This cannot be done ({action}): the decision for a group is {state}. Read it again.",
        )


class GroupScopeChanged(Conflict):
    """Others are in the scope than those of the preview."""

    code = "group-scope-changed"


class GroupScopeEmpty(Conflict):
    """Nobody is in the scope."""

    code = "group-scope-empty"


class GroupDecisionUndoing(Conflict):
    """An act is taken back once."""

    code = "group-decision-already-undoing"


class GroupDecisionNotValid(InvalidInput):
    """The act cannot be like this."""

    code = "group-decision-invalid"

    @classmethod
    def at(cls, place: str, code: str, nl: str, en: str) -> "GroupDecisionNotValid":
        """With the field it is about."""
        return cls(nl=nl, en=en, fields=(FieldProblem(f"#/{place}", code, nl, en),))
