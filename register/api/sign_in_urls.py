"""Addresses of signing in."""

from django.urls import URLPattern, path

from register.api.email_changes import EmailChangeConfirmationList, EmailChangeDetail, EmailChangeList
from register.api.sign_in import RegistrationAccountInvitationList, SessionDetail, SessionList, SignInDetail

urlpatterns: list[URLPattern] = [
    path("account", SignInDetail.as_view(), name="account"),
    path("sessions", SessionList.as_view(), name="sessions"),
    path("sessions/<uuid:uuid>", SessionDetail.as_view(), name="session"),
    path("email-changes", EmailChangeList.as_view(), name="email-changes"),
    path("email-changes/<uuid:uuid>", EmailChangeDetail.as_view(), name="email-change"),
    path(
        "email-changes/<uuid:uuid>/confirmations",
        EmailChangeConfirmationList.as_view(),
        name="email-change-confirmations",
    ),
    path(
        "registrations/<uuid:uuid>/account-invitations",
        RegistrationAccountInvitationList.as_view(),
        name="registration-account-invitations",
    ),
]
