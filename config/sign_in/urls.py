"""The pages where people sign in and look after how they do: of the library, those that this house has a use for."""

from allauth.account import views as accounts
from allauth.socialaccount import views as identities
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language

from config.sign_in.email_changes import email_change
from config.sign_in.identities import callback, login
from config.sign_in.invitations import invitation

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    path("login/", accounts.login, name="account_login"),
    path("signup/", accounts.signup, name="account_signup"),  # says that accounts come by invitation
    path("logout/", accounts.logout, name="account_logout"),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
    path("reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("password/change/", accounts.password_change, name="account_change_password"),
    path("password/set/", accounts.password_set, name="account_set_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("invitations/<uuid:uuid>/", invitation, name="account_invitation"),
    path("email-changes/<uuid:uuid>/", email_change, name="account_email_change"),
    path("2fa/", include("allauth.mfa.urls")),
    path("identities/", identities.connections, name="socialaccount_connections"),
    path("identities/cancelled/", identities.login_cancelled, name="socialaccount_login_cancelled"),
    path("identities/error/", identities.login_error, name="socialaccount_login_error"),
    path("oidc/<slug:provider_id>/login/", login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", callback, name="openid_connect_callback"),
]
