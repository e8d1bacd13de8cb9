"""Facts that stop a use case about schemes."""

from register.errors import InvalidInput


class SchemeNotValid(InvalidInput):
    """The scheme cannot be as it was described."""

    code = "scheme-invalid"
