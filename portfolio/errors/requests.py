"""Facts that stop a request about a registration."""

from register.errors import Conflict


class RequestMoved(Conflict):
    """The request was decided or taken back."""

    code = "registration-request-moved"

    @classmethod
    def of(cls, state: str) -> "RequestMoved":
        """With where it stands."""
        return cls(nl=f"Dit verzoek staat op {state}. Lees het opnieuw.", en=f"This request is {state}. Read it again.")


class RequestAlreadyOpen(Conflict):
    """One asks the same thing once at a time."""

    code = "registration-request-already-open"
