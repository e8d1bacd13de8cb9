"""Facts that stop a use case about credentials."""

from register.errors import Conflict, DomainError, InvalidInput


class NothingToCertify(Conflict):
    """A certificate is given of what is so, and what somebody else vouches for."""

    code = "nothing-to-certify"


class CredentialsNotSetUp(DomainError):
    """The association has no key, or the installation not the secret that opens it."""

    code = "credentials-not-set-up"
    status = 503


class CredentialRevoked(Conflict):
    """A credential is revoked once, and does not come back."""

    code = "credential-revoked"


class CredentialBarred(Conflict):
    """The office revoked the certificate of this fact and does not let it be issued anew."""

    code = "credential-barred"


class CredentialKeyExists(Conflict):
    """One key of an association signs."""

    code = "credential-key-exists"


class CredentialKeyWithdrawn(Conflict):
    """A key is withdrawn once, and does not come back."""

    code = "credential-key-withdrawn"


class CredentialNotRead(InvalidInput):
    """What was sent is no credential: neither a JSON document with a proof, nor a JWT, nor a picture that holds one."""

    code = "credential-not-read"
