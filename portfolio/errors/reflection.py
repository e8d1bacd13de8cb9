"""Facts that stop a use case of goals, reflections, conversations and personal duties."""

from register.errors import Conflict


class GoalMoved(Conflict):
    """The goal is not, or no longer, where this can be done to it."""

    code = "goal-moved"


class TemplateReplaced(Conflict):
    """Another template took its place, or it went out of use."""

    code = "reflection-template-replaced"


class ReflectionSettled(Conflict):
    """A completed reflection does not change, one that counts in a register is not removed."""

    code = "reflection-settled"


class NotCounted(Conflict):
    """The register counts no such thing, or the thing is not finished."""

    code = "not-counted-by-register"


class ConversationMoved(Conflict):
    """The conversation is not, or no longer, where this can be done to it."""

    code = "conversation-moved"


class ConversationChanged(Conflict):
    """What was to be signed has changed since it was read."""

    code = "conversation-changed"


class DutyMoved(Conflict):
    """The duty is not, or no longer, where this can be done to it."""

    code = "duty-moved"
