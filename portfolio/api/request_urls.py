"""Addresses of requests about a registration."""

from django.urls import URLPattern, path

from portfolio.api.registration_requests import (
    ReEntryTerms,
    RegistrationRequestDetail,
    RegistrationRequestList,
    RegistrationRequestProposalList,
    RegistrationRequestWithdrawalList,
)

REQUEST = "registration-requests/<uuid:uuid>"
OF_REQUEST = {"withdrawals": RegistrationRequestWithdrawalList, "proposals": RegistrationRequestProposalList}
urlpatterns: list[URLPattern] = [
    path("registration-requests", RegistrationRequestList.as_view(), name="registration-requests"),
    path("registrations/<uuid:uuid>/re-entry-terms", ReEntryTerms.as_view(), name="registration-re-entry-terms"),
    path(REQUEST, RegistrationRequestDetail.as_view(), name="registration-request"),
    *(
        path(f"{REQUEST}/{step}", view.as_view(), name=f"registration-request-{step}")
        for step, view in OF_REQUEST.items()
    ),
]
