"""Addresses of the provider desk: policies, providers, trust and fees."""

from django.urls import URLPattern, path

from accreditation.api import (
    fees,
    policies,
    provider_authorisations,
    provider_mandates,
    provider_quality,
    providers,
    trust,
)
from accreditation.api import provider_sign_ups as sign_ups

_REGISTER = "registers/<slug:code>"
_PROVIDER = "providers/<uuid:uuid>"

_policies = [
    path(
        f"{_REGISTER}/accreditation-policies",
        policies.RegisterPolicyList.as_view(),
        name="register-accreditation-policies",
    ),
    path(
        f"{_REGISTER}/accreditation-rules",
        policies.RegisterPolicyInForce.as_view(),
        name="register-accreditation-rule",
    ),
    path("accreditation-policies/<uuid:uuid>", policies.PolicyDetail.as_view(), name="accreditation-policy"),
    path(
        "accreditation-policies/<uuid:uuid>/adoptions",
        policies.PolicyAdoptionList.as_view(),
        name="accreditation-policy-adoptions",
    ),
]
_accounts = [
    path("provider-sign-ups", sign_ups.SignUpList.as_view(), name="new-provider-sign-ups"),
    path(
        "associations/<uuid:uuid>/provider-sign-ups",
        sign_ups.AssociationSignUpList.as_view(),
        name="association-provider-sign-ups",
    ),
    path("provider-sign-ups/<uuid:uuid>", sign_ups.SignUpDetail.as_view(), name="provider-sign-up"),
    path(
        "provider-sign-ups/<uuid:uuid>/acceptances",
        sign_ups.SignUpAcceptanceList.as_view(),
        name="provider-sign-up-acceptances",
    ),
    path(
        "provider-sign-ups/<uuid:uuid>/refusals", sign_ups.SignUpRefusalList.as_view(), name="provider-sign-up-refusals"
    ),
    path(
        "invitations/<uuid:uuid>/acceptances",
        sign_ups.InvitationAcceptanceList.as_view(),
        name="invitation-acceptances",
    ),
    path("providers", providers.ProviderList.as_view(), name="providers"),
    path(_PROVIDER, providers.ProviderDetail.as_view(), name="provider"),
    path(f"{_PROVIDER}/sorts", providers.ProviderSortList.as_view(), name="provider-sorts"),
    path(f"{_PROVIDER}/contacts", providers.ProviderContactList.as_view(), name="provider-contacts"),
    path(f"{_PROVIDER}/roles", providers.ProviderRoleList.as_view(), name="provider-roles"),
    path(f"{_PROVIDER}/role-endings", providers.ProviderRoleEndingList.as_view(), name="provider-role-endings"),
    path(f"{_PROVIDER}/invitations", providers.ProviderInvitationList.as_view(), name="provider-invitations"),
]
_authorisations = [
    path("authorisations", provider_authorisations.AuthorisationList.as_view(), name="authorisations"),
    path("authorisations/<uuid:uuid>", provider_authorisations.AuthorisationDetail.as_view(), name="authorisation"),
    path(
        "authorisations/<uuid:uuid>/decisions",
        provider_authorisations.AuthorisationDecisionList.as_view(),
        name="authorisation-decisions",
    ),
    path(
        "authorisations/<uuid:uuid>/withdrawals",
        provider_authorisations.AuthorisationWithdrawalList.as_view(),
        name="authorisation-withdrawals",
    ),
    path(
        f"{_PROVIDER}/authorisations",
        provider_authorisations.ProviderAuthorisationList.as_view(),
        name="provider-authorisations",
    ),
    path(
        f"{_PROVIDER}/authorisation-requests",
        provider_authorisations.ProviderAuthorisationRequestList.as_view(),
        name="provider-authorisation-requests",
    ),
]
_quality = [
    path(
        f"{_PROVIDER}/institutional-accreditations",
        provider_quality.ProviderInstitutionList.as_view(),
        name="provider-institutional-accreditations",
    ),
    path(
        "institutional-accreditations/<uuid:uuid>/withdrawals",
        provider_quality.InstitutionWithdrawalList.as_view(),
        name="institutional-accreditation-withdrawals",
    ),
    path(f"{_PROVIDER}/visits", provider_quality.ProviderVisitList.as_view(), name="provider-visits"),
    path("visits/<uuid:uuid>", provider_quality.VisitDetail.as_view(), name="visit"),
    path("visits/<uuid:uuid>/holdings", provider_quality.VisitHoldingList.as_view(), name="visit-holdings"),
    path("visits/<uuid:uuid>/reports", provider_quality.VisitReportList.as_view(), name="visit-reports"),
    path(
        "visits/<uuid:uuid>/cancellations", provider_quality.VisitCancellationList.as_view(), name="visit-cancellations"
    ),
    path(f"{_PROVIDER}/recognitions", provider_quality.ProviderRecognitionList.as_view(), name="provider-recognitions"),
    path("courses/<uuid:uuid>/mandates", provider_mandates.CourseMandateList.as_view(), name="course-mandates"),
    path("mandates", provider_mandates.MandateList.as_view(), name="mandates"),
    path(
        "mandates/<uuid:uuid>/withdrawals",
        provider_mandates.MandateWithdrawalList.as_view(),
        name="mandate-withdrawals",
    ),
    path(
        "courses/<uuid:uuid>/group-contacts",
        provider_mandates.CourseGroupContactList.as_view(),
        name="course-group-contacts",
    ),
    path("group-contacts", provider_mandates.GroupContactList.as_view(), name="group-contacts"),
    path(
        "group-contacts/<uuid:uuid>/endings",
        provider_mandates.GroupContactEndingList.as_view(),
        name="group-contact-endings",
    ),
]
_trust = [
    path(f"{_PROVIDER}/trust-moves", trust.ProviderTrustMoveList.as_view(), name="provider-trust-moves"),
    path("trust-moves/<uuid:uuid>/decisions", trust.TrustDecisionList.as_view(), name="trust-move-decisions"),
    path(f"{_REGISTER}/check-draws", trust.RegisterCheckDrawList.as_view(), name="register-check-draws"),
    path("course-checks", trust.CourseCheckList.as_view(), name="course-checks"),
    path("course-checks/<uuid:uuid>/findings", trust.CourseCheckFindingList.as_view(), name="course-check-findings"),
]
_fees = [
    path("fees", fees.FeeList.as_view(), name="fees"),
    path("fees/<uuid:uuid>", fees.FeeDetail.as_view(), name="fee"),
    path("fees/<uuid:uuid>/changes", fees.FeeChangeList.as_view(), name="fee-changes"),
    path("fee-totals", fees.FeeTotals.as_view(), name="fee-total"),
]
urlpatterns: list[URLPattern] = [*_policies, *_accounts, *_authorisations, *_quality, *_trust, *_fees]
