"""Facts that stop a use case about peer groups and their sessions."""

from register.errors import Conflict, Forbidden


class NotChair(Forbidden):
    """Only the chair of the group does this."""

    code = "not-chair"


class AlreadyInGroup(Conflict):
    """Somebody is invited to a group once at a time."""

    code = "already-in-group"


class MembershipMoved(Conflict):
    """The invitation was answered, or the membership ended, meanwhile."""

    code = "peer-membership-moved"


class ChairNeeded(Conflict):
    """A group with members has a chair."""

    code = "chair-needed"


class SessionRecorded(Conflict):
    """A group has one session a day on record."""

    code = "peer-session-recorded"


class SessionMoved(Conflict):
    """The session was withdrawn, attested or answered meanwhile."""

    code = "peer-session-moved"


class OwnColleague(Conflict):
    """Nobody visits somebody they work with, or themselves."""

    code = "own-colleague"


class VisitMoved(Conflict):
    """The visit is not, or no longer, where this can be done to it."""

    code = "peer-visit-moved"
