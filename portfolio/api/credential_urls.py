"""Addresses of certificates."""

from django.urls import URLPattern, path

from portfolio.api.credentials.imports import (
    ImportedCredentialDetail,
    ImportedCredentialList,
    ImportedCredentialVerificationList,
)
from portfolio.api.credentials.own import (
    CredentialContents,
    CredentialDetail,
    CredentialList,
    CredentialReissueList,
    CredentialRevocationList,
)
from portfolio.api.credentials.public import (
    Certificate,
    CertificateHolderCheckList,
    CredentialVerificationList,
)

ONE = "credentials/<uuid:uuid>"
IMPORTED = "imported-credentials/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("credentials", CredentialList.as_view(), name="credentials"),
    path(ONE, CredentialDetail.as_view(), name="credential"),
    path(f"{ONE}/contents", CredentialContents.as_view(), name="credential-content"),
    path(f"{ONE}/reissues", CredentialReissueList.as_view(), name="credential-reissues"),
    path(f"{ONE}/revocations", CredentialRevocationList.as_view(), name="credential-revocations"),
    path("imported-credentials", ImportedCredentialList.as_view(), name="imported-credentials"),
    path(IMPORTED, ImportedCredentialDetail.as_view(), name="imported-credential"),
    path(
        f"{IMPORTED}/verifications",
        ImportedCredentialVerificationList.as_view(),
        name="imported-credential-verifications",
    ),
    path("certificates/<uuid:uuid>", Certificate.as_view(), name="certificate"),
    path(
        "certificates/<uuid:uuid>/holder-checks",
        CertificateHolderCheckList.as_view(),
        name="certificate-holder-checks",
    ),
    path("credential-verifications", CredentialVerificationList.as_view(), name="credential-verifications"),
]
