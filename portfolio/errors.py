"""Facts that stop a use case of this app."""

from register.errors import Conflict, InvalidInput


class EntryAlreadyRecorded(Conflict):
    """The source key names an entry that is already in the ledger."""

    code = "entry-already-recorded"


class EntryAlreadyReversed(Conflict):
    """An entry is reversed once; a reversal is not reversed."""

    code = "entry-already-reversed"


class NoCycleRunning(Conflict):
    """The registration has no cycle that can be judged."""

    code = "no-cycle-running"


class EntryNotValid(InvalidInput):
    """The fact cannot have happened as it was entered."""

    code = "entry-invalid"
