"""Forms that take what a browser made with a passkey: what cannot be read is no credential, and no fault of ours."""

import struct
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as library
from django import forms

# The library reads the credential without looking first whether it is one; this is what that runs into.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)

if TYPE_CHECKING:
    CredentialForm = forms.Form
else:
    CredentialForm = object


class _Careful(CredentialForm):
    """Anybody may send anything here, also without an account."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except UNREADABLE:
            refused: Any = get_adapter().validation_error("incorrect_code")
            self.add_error("credential", refused)


class AddForm(_Careful, library.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey or security key is added."""


class AuthenticateForm(_Careful, library.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """It is the second factor after a password."""


class LoginForm(_Careful, library.LoginWebAuthnForm):  # type: ignore[misc]
    """It is all there is to sign in."""


class ReauthenticateForm(_Careful, library.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Somebody who is signed in shows that it is still them."""
