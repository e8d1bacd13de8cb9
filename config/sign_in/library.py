"""What django-allauth is told: which doors there are, how often may be knocked, and which of its classes are ours."""

from typing import Any
from urllib.parse import urlsplit

from config.sign_in.providers import apps_from, is_loopback


def library_settings(*, providers: Any, public_url: str, proxies: int, step_up_seconds: int) -> dict[str, Any]:
    """Settings that only the library reads."""
    return {
        "ACCOUNT_ADAPTER": "config.sign_in.accounts.AccountAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # who holds an account was invited at that address
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,  # a mail about each change of how somebody signs in
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "Leerregister: ",
        "ACCOUNT_LOGIN_ON_PASSWORD_RESET": False,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,  # this session goes on, all others end
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": step_up_seconds,
        # Every failed attempt counts for the asker's network alone: a stranger locks nobody out.
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/5m/key",
            "reset_password": "20/m/ip,5/m/key",
            "reset_password_from_key": "20/m/ip",
            "change_password": "5/m/user",
            "reauthenticate": "10/m/user",
        },
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxies,
        "SOCIALACCOUNT_ADAPTER": "config.sign_in.identities.IdentityAdapter",
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_QUERY_EMAIL": False,
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {
                "provider_class": "config.sign_in.identities.IdentityProvider",
                "APPS": apps_from(providers),
            }
        },
        "MFA_ADAPTER": "config.sign_in.factors.FactorAdapter",
        "MFA_FORMS": {
            "add_webauthn": "config.sign_in.passkeys.AddForm",
            "authenticate_webauthn": "config.sign_in.passkeys.AuthenticateForm",
            "login_webauthn": "config.sign_in.passkeys.LoginForm",
            "reauthenticate_webauthn": "config.sign_in.passkeys.ReauthenticateForm",
        },
        # Accounts come by invitation, to who reads the mail: there is no address that its owner did not prove.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",  # possession and a fingerprint or PIN: two factors at once
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": is_loopback(public_url),
        "MFA_TOTP_ISSUER": f"Leerregister ({urlsplit(public_url).hostname})",
        # A code is remembered as used for one period: with any tolerance it would be good for longer than that.
        "MFA_TOTP_TOLERANCE": 0,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    }
